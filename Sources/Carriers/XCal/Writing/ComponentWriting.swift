internal import CalendarDiagnostics
internal import ICalendar

// MARK: - Components in one piece

extension XCalStreamWriter {
    /// Writes the component that begins at line `first`, with everything below it.
    ///
    /// Works with a separate stack: a tree may be deeper than the call stack allows.
    mutating func component(_ first: Int, of piece: Piece) {
        var levels: [(end: Int, hasComponents: Bool)] = []
        var index = first
        while true {
            let line = piece.lines[index]
            if line.kind == .begin {
                breakLine()
                appendStart(of: line.name)
                depth += 1
                let hasComponents = properties(ofComponentAt: index, of: piece)
                if hasComponents {
                    breakLine()
                    output.append(contentsOf: "<components>".utf8)
                    depth += 1
                }
                levels.append((Int(line.link), hasComponents))
            }
            while let level = levels.last, level.end == index {
                levels.removeLast()
                depth -= 1
                if level.hasComponents {
                    breakLine()
                    output.append(contentsOf: "</components>".utf8)
                    depth -= 1
                }
                breakLine()
                appendEnd(of: piece.lines[index].name)
            }
            if levels.isEmpty { return }
            index += 1
        }
    }

    /// Writes the component's own properties; whether it has subcomponents.
    private mutating func properties(ofComponentAt begin: Int, of piece: Piece) -> Bool {
        let end = Int(piece.lines[begin].link)
        var index = begin + 1
        var hasComponents = false
        var hasProperties = false
        while index < end {
            let line = piece.lines[index]
            switch line.kind {
            case .property:
                if !hasProperties {
                    hasProperties = true
                    beginProperties()
                }
                property(index, of: piece, in: begin)
            case .begin:
                hasComponents = true
                index = Int(line.link)
            case .malformed: losses?.addMalformed(line: index, in: begin)
            case .end: break
            }
            index += 1
        }
        if hasProperties { endProperties() }
        return hasComponents
    }

    private mutating func beginProperties() {
        breakLine()
        output.append(contentsOf: "<properties>".utf8)
        depth += 1
    }

    private mutating func endProperties() {
        depth -= 1
        breakLine()
        output.append(contentsOf: "</properties>".utf8)
    }
}

// MARK: - Components in several pieces

extension XCalStreamWriter {
    mutating func beginStreamed(_ name: Name, of piece: Piece) {
        prepareForComponent()
        breakLine()
        appendStart(of: name)
        depth += 1
        var component = OpenComponent(name: piece.tree.text(of: name), ordinal: openCount)
        openCount += 1
        if let late = lateProperties.trees[component.ordinal], let holder = late.components.first {
            component.hasProperties = true
            beginProperties()
            let latePiece = Piece(late)
            let outer = (ownTags, losses)
            ownTags = ElementTags(late.ownNames)
            losses = TreeLosses(of: late, to: LossReport(keeping: outer.1?.report.keeping ?? .all))
            holder.forEachLine { kind, index in
                if kind == .property { property(index, of: latePiece, in: holder.index) }
            }
            let found = losses?.report
            (ownTags, losses) = outer
            if let found { losses?.report.merge(found) }
        }
        open.append(component)
    }

    mutating func streamedProperty(_ index: Int, of piece: Piece) throws(LatePropertyError) {
        guard let last = open.indices.last else {
            losses?.add("property-outside-component", .dropped, line: index, in: nil)
            return
        }
        if open[last].hasComponents {
            if lateProperties.trees[open[last].ordinal] != nil { return }
            throw LatePropertyError(component: open[last].name, property: piece.tree.text(of: piece.lines[index].name))
        }
        if !open[last].hasProperties {
            open[last].hasProperties = true
            beginProperties()
        }
        property(index, of: piece, in: nil)
    }

    /// Makes room for a component inside the innermost one that is open.
    mutating func prepareForComponent() {
        guard let last = open.indices.last, !open[last].hasComponents else { return }
        if open[last].hasProperties { endProperties() }
        open[last].hasComponents = true
        breakLine()
        output.append(contentsOf: "<components>".utf8)
        depth += 1
    }

    mutating func endStreamed() {
        guard let component = open.popLast() else { return }
        if component.hasComponents {
            depth -= 1
            breakLine()
            output.append(contentsOf: "</components>".utf8)
        } else if component.hasProperties {
            endProperties()
        }
        depth -= 1
        breakLine()
        output.append(contentsOf: "</".utf8)
        output.append(contentsOf: ElementNames.element(for: component.name))
        output.append(UInt8(ascii: ">"))
    }
}

// MARK: - Pieces and tags

extension XCalStreamWriter {
    mutating func prepare(
        _ tree: ComponentTree,
        _ linesBefore: Int,
        _ output: inout [UInt8],
        _ report: inout LossReport
    ) {
        swap(&self.output, &output)
        losses = TreeLosses(of: tree, linesBefore: linesBefore, to: report.take())
        ownTags = ElementTags(tree.ownNames)
    }

    mutating func finish(_ output: inout [UInt8], _ report: inout LossReport) {
        swap(&self.output, &output)
        if let losses { report = losses.report }
        losses = nil
    }

    @inline(__always)
    mutating func breakLine() {
        if options.isIndented { tags.appendLineBreak(depth, to: &output) }
    }

    @inline(__always)
    mutating func appendStart(of name: Name) {
        if name.isKnown {
            tags.names.appendStart(Int(name.id), to: &output)
        } else {
            ownTags.appendStart(Int(name.id - Name.firstUnknown), to: &output)
        }
    }

    @inline(__always)
    mutating func appendEnd(of name: Name) {
        if name.isKnown {
            tags.names.appendEnd(Int(name.id), to: &output)
        } else {
            ownTags.appendEnd(Int(name.id - Name.firstUnknown), to: &output)
        }
    }
}
