internal import Bytes
public import CalendarDiagnostics

/// The losses of a writer, each with the place, component and UID of the line that it is about.
public struct TreeLosses: Sendable {
    /// What the losses of one component have in common; it takes a walk over the component to find.
    private struct Holder: Sendable {
        var index: Int
        var name: String
        var uid: String
    }

    private let tree: ComponentTree
    /// Lines of a stream before the tree.
    private let linesBefore: Int
    private var lines: SourceLineIndex?
    private var holder: Holder?
    /// The item, or the time zone, that a loss was last in: its lines, and what names it.
    private var item: (lines: Range<Int>, identity: String)?
    /// The losses.
    public var report: LossReport

    /// No losses yet.
    ///
    /// - Parameters:
    ///   - linesBefore: lines before a tree that is a piece of a stream.
    ///   - report: receives them.
    public init(of tree: ComponentTree, linesBefore: Int = 0, to report: LossReport) {
        self.tree = tree
        self.linesBefore = linesBefore
        self.report = report
    }

    /// Adds the loss of, or in, a line.
    ///
    /// - Parameters:
    ///   - line: the line's index.
    ///   - component: the index of the BEGIN of its component; nil outside of any, and where it began before the tree.
    ///   - name: the component's name, where its BEGIN is not in the tree.
    public mutating func add(
        _ id: RuleID,
        _ action: Loss.Action,
        _ detail: @autoclosure () -> String = "",
        line: Int,
        in component: Int?,
        named name: String = ""
    ) {
        guard report.keepsRows else { return report.count(Loss.Kind(id: id, action: action)) }
        let record = tree.lines[line]
        let holder = holder(component)
        report.add(
            Loss(
                id,
                action,
                detail(),
                component: holder?.name ?? name,
                uid: holder?.uid ?? "",
                property: record.kind == .property ? tree.text(of: record.name) : "",
                at: place(of: record)
            )
        )
    }

    /// Adds the loss of a line that is not a content line, for which other formats than text have no place.
    public mutating func addMalformed(line: Int, in component: Int?, named name: String = "") {
        let record = tree.lines[line]
        if record.flags.contains(.isSynthetic) { return }
        let text = beginning(of: record)
        let isEnd = tree.endsNothing(record)
        add(
            "line-no-colon",
            .dropped,
            "\(isEnd ? "ends nothing" : "no content line"): \(text)",
            line: line,
            in: component,
            named: name
        )
    }

    /// Adds the lines that no other format than text has a place for: those that are not content lines, and properties
    /// outside of any component.
    ///
    /// - Parameters:
    ///   - open: how many components of earlier pieces of a stream are still open; receives how many are at the end.
    ///   - name: the name of the last of them.
    public mutating func addUnwrittenLines(open: inout Int, named name: String = "") {
        open = forEachLine(openBefore: open) { losses, line, open in
            switch losses.tree.lines[line].kind {
            case .malformed: losses.addMalformed(line: line, in: open.last ?? nil, named: open.isEmpty ? "" : name)
            case .property where open.isEmpty: losses.add("property-outside-component", .dropped, line: line, in: nil)
            default: break
            }
        }
    }

    /// Adds the DTSTAMPs that ``ICalendarWriter/suppliesStamps`` writes; a tree that was built has no lines to name.
    public mutating func addSuppliedStamps() {
        for (begin, stamp) in MissingStamps.places(in: tree) {
            let component = Component(tree: tree, index: begin)
            let detail = "\(component.nameText) without DTSTAMP; \(stamp) is written"
            report.add(
                Loss(
                    "component-dtstamp",
                    .altered,
                    detail,
                    component: component.nameText,
                    uid: component.first(.uid)?.text ?? "",
                    property: "DTSTAMP",
                    at: tree.isSource ? place(of: tree.lines[begin]) : SourceLocation()
                )
            )
        }
    }

    /// Adds the lines that end nothing, where all others that are not content lines are kept.
    public mutating func addStrayEnds() {
        _ = forEachLine { losses, line, open in
            guard losses.tree.endsNothing(losses.tree.lines[line]) else { return }
            losses.addMalformed(line: line, in: open.last ?? nil)
        }
    }

    /// Adds what the reader of text read differently from its spelling. It is lost only where lines are written anew.
    public mutating func addRepairedLines() {
        _ = forEachLine { losses, line, open in
            let record = losses.tree.lines[line]
            let component = open.last ?? nil
            if record.flags.contains(.isLatin1) {
                losses.add("line-utf8", .altered, "not UTF-8; read as ISO-8859-1", line: line, in: component)
            }
            if record.flags.contains(.isSynthetic), losses.hasOtherText(record) {
                let detail = "\(losses.beginning(of: record)) is read as \(losses.tree.text(of: record.name))"
                losses.add("structure-unbalanced", .altered, detail, line: line, in: component)
            }
            if record.flags.contains(.isSynthetic), let text = losses.parameterText(of: record) {
                losses.add(
                    "line-name",
                    .dropped,
                    "parameters of BEGIN or END: \(text)",
                    line: line,
                    in: component
                )
            }
            guard record.kind == .property else { return }
            if record.flags.contains(.hasControl), losses.hasCarriageReturn(record) {
                losses.add("line-control", .altered, "read as a line break of the text", line: line, in: component)
            }
            for text in losses.emptyParameters(of: record) {
                losses.add(
                    "parameter-syntax",
                    .dropped,
                    "a parameter without a name: \(text)",
                    line: line,
                    in: component
                )
            }
        }
    }

    /// Calls `body` with every line and the BEGINs of the components around it, nil for those in earlier pieces.
    ///
    /// - Returns: how many components are open at the end.
    private mutating func forEachLine(
        openBefore: Int = 0,
        _ body: (inout TreeLosses, _ line: Int, _ open: [Int?]) -> Void
    ) -> Int {
        var open = [Int?](repeating: nil, count: openBefore)
        for index in tree.lines.indices {
            switch tree.lines[index].kind {
            case .begin: open.append(index)
            case .end: _ = open.popLast()
            case .property, .malformed: break
            }
            body(&self, index, open)
        }
        return open.count
    }

    /// The texts between the parameters of a line that are not parameters: values without a name.
    private func emptyParameters(of line: ContentLine) -> [String] {
        var texts: [String] = []
        var end = Int(line.start)
        // The property's own name ends at the first semicolon or colon.
        while end < Int(line.valueStart), tree.bytes[end] != .semicolon, tree.bytes[end] != .colon { end += 1 }
        let parameters = tree.parameters[Int(line.link)..<Int(line.link) + line.parameterCount]
        let starts = parameters.map { (Int($0.nameStart), Int($0.valueEnd)) } + [(Int(line.valueStart), 0)]
        for (start, next) in starts {
            let between = tree.bytes[end..<max(end, start - 1)]
            if between.contains(where: {
                ![.semicolon, .equals, .carriageReturn, .lineFeed].contains($0) && !$0.isBlank
            }) {
                texts.append(String(decoding: between.prefix(60), as: UTF8.self))
            }
            end = next
        }
        return texts
    }

    /// The text between BEGIN or END and the colon.
    private func parameterText(of line: ContentLine) -> String? {
        guard line.valueStart > line.start else { return nil }
        let head = tree.bytes[Int(line.start)..<Int(line.valueStart) - 1]
        guard let semicolon = head.firstIndex(of: .semicolon) else { return nil }
        return String(decoding: head[semicolon...].dropFirst().prefix(60), as: UTF8.self)
    }

    /// Whether a BEGIN or END has more than blanks next to the name that is written.
    private func hasOtherText(_ line: ContentLine) -> Bool {
        let text = tree.bytes[Int(line.valueStart)..<Int(line.valueEnd)].filter { $0 > .space }
        return !text.isEmpty && String(decoding: text, as: UTF8.self).uppercased() != tree.text(of: line.name)
    }

    /// Whether a line has a carriage return that is not part of a fold.
    private func hasCarriageReturn(_ line: ContentLine) -> Bool {
        (Int(line.start)..<Int(line.valueEnd)).contains { index in
            guard tree.bytes[index] == .carriageReturn, index + 1 < tree.bytes.count else { return false }
            let next = tree.bytes[index + 1]
            return !next.isBlank && !next.isLineBreak
        }
    }

    private func beginning(of line: ContentLine) -> String {
        String(decoding: tree.bytes[Int(line.start)..<min(Int(line.valueEnd), Int(line.start) + 60)], as: UTF8.self)
    }

    private mutating func holder(_ component: Int?) -> Holder? {
        guard let component else { return nil }
        if let holder, holder.index == component { return holder }
        let found = Component(tree: tree, index: component)
        let own = found.identity
        holder = Holder(
            index: component,
            name: found.nameText,
            uid: own.isEmpty ? itemIdentity(around: component) : own
        )
        return holder
    }

    /// What names the item, or the time zone, that a component is in.
    private mutating func itemIdentity(around component: Int) -> String {
        if let item, item.lines.contains(component) { return item.identity }
        // Losses come in the order of lines, so the search goes on after the last.
        var index = item.map { $0.lines.upperBound <= component ? $0.lines.upperBound : 0 } ?? 0
        while index <= component {
            let line = tree.lines[index]
            if line.kind == .begin, line.name != .vcalendar {
                let found = Component(tree: tree, index: index)
                item = (index..<found.endIndex + 1, found.identity)
                if found.endIndex >= component { return found.identity }
                index = found.endIndex
            }
            index += 1
        }
        return ""
    }

    /// The place of a line in the input; a tree that was built has no such place.
    private mutating func place(of line: ContentLine) -> SourceLocation {
        guard tree.isSource else { return SourceLocation() }
        let lines = lines ?? SourceLineIndex(tree.bytes)
        self.lines = lines
        var place = lines.location(of: line)
        place.line += linesBefore
        return place
    }
}

extension ComponentTree {
    /// Whether a line is an END whose component is not open.
    func endsNothing(_ line: ContentLine) -> Bool {
        guard line.kind == .malformed else { return false }
        let head = bytes[Int(line.start)..<min(Int(line.valueEnd), Int(line.start) + 8)].filter { $0 > .space }
        return String(decoding: head, as: UTF8.self).uppercased().hasPrefix("END:")
    }
}
