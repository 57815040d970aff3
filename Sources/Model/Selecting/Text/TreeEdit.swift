package import CalendarDiagnostics
package import ICalendar

/// Leaves out lines of a calendar's text or writes some anew; all others keep their bytes.
///
/// Mind that the tree of an edit need not be the one it was made of: what was not read from text is written as text first.
package struct TreeEdit {
    /// The tree whose lines are edited.
    package let tree: ComponentTree
    private let limits: ReadLimits
    /// Whether its lines end in LF alone.
    private let endsInLineFeeds: Bool
    private var removed: Set<Int> = []
    /// Text that stands before a line, in canonical lines.
    private var inserted: [Int: [UInt8]] = [:]

    /// An edit that changes nothing yet.
    ///
    /// - Throws: ``ReadError`` if the tree cannot be written as text that is within the limits.
    package init(_ tree: ComponentTree, limits: ReadLimits = ReadLimits()) throws(ReadError) {
        self.limits = limits
        let isPlain = tree.isSource && !tree.lines.contains { $0.flags.contains(.isSynthetic) }
        let edited = isPlain ? tree : try Self.read(ICalendarWriter(normalizes: true).write(tree), limits)
        let lineFeed = edited.bytes.firstIndex(of: 0x0A)
        endsInLineFeeds = lineFeed.map { $0 == 0 || edited.bytes[$0 - 1] != 0x0D } ?? false
        self.tree = edited
    }

    private static func read(_ bytes: [UInt8], _ limits: ReadLimits) throws(ReadError) -> ComponentTree {
        // What was to be said of the lines was said when they were read first.
        var unheard = Diagnostics(limitPerRule: 0, losses: .none)
        return try ICalendarReader(limits: limits).read(bytes, diagnostics: &unheard)
    }

    /// Whether it changes nothing.
    package var isEmpty: Bool { removed.isEmpty && inserted.isEmpty }

    /// Leaves out a component with all it holds.
    package mutating func remove(_ component: Component) {
        removed.formUnion(component.index...min(component.endIndex, tree.lines.count - 1))
    }

    /// Whether a component is removed.
    package func removes(_ component: Component) -> Bool { removed.contains(component.index) }

    /// Leaves out a property.
    package mutating func remove(_ property: Property) { removed.insert(property.index) }

    /// Writes a property anew.
    package mutating func replace(_ property: Property, with lines: [UInt8]) {
        removed.insert(property.index)
        insert(lines, before: property.index)
    }

    /// Adds canonical lines before a line.
    package mutating func insert(_ lines: [UInt8], before index: Int) { inserted[index, default: []] += lines }

    /// The text of some lines after the edit; nil if it changes none of them, and empty if none is left.
    package func lines(from first: Int, through last: Int) -> [UInt8]? {
        let range = first...min(last, tree.lines.count - 1)
        guard range.contains(where: { removed.contains($0) || inserted[$0] != nil }) else { return nil }
        var bytes: [UInt8] = []
        for index in range { append(index, to: &bytes) }
        return bytes
    }

    /// Adds a line after the edit, with what is inserted before it.
    ///
    /// - Returns: where the line begins that stays as it is; nil if it is removed.
    @discardableResult private func append(_ index: Int, to bytes: inout [UInt8]) -> Int? {
        let lines = tree.lines
        if let new = inserted[index] {
            if bytes.last.map({ $0 != 0x0A && $0 != 0x0D }) == true { bytes += [0x0D, 0x0A] }
            bytes += endsInLineFeeds ? new.filter { $0 != 0x0D } : new
        }
        if removed.contains(index) { return nil }
        let start = Int(lines[index].start)
        let end = index + 1 < lines.count ? Int(lines[index + 1].start) : tree.bytes.count
        let place = bytes.count
        bytes += tree.bytes[start..<max(start, end)]
        return place
    }

    /// The tree of the edited text.
    ///
    /// - Returns: where a place in it was in the text before, besides.
    /// - Throws: ``ReadError`` if it is outside of the limits.
    package func finish() throws(ReadError) -> (tree: ComponentTree, relocation: Relocation) {
        let lines = tree.lines
        guard let first = lines.first, !isEmpty else { return (tree, { $0 }) }
        var bytes = Array(tree.bytes[..<Int(first.start)])
        bytes.reserveCapacity(tree.bytes.count)
        var kept: [(here: Int, there: Int)] = []
        for index in lines.indices {
            guard let place = append(index, to: &bytes) else { continue }
            let start = Int(lines[index].start)
            if let last = kept.last, last.there - last.here == start - place { continue }
            kept.append((place, start))
        }
        if kept.isEmpty, inserted.isEmpty { return (ComponentTreeBuilder().finish(), { $0 }) }
        let edited = try Self.read(bytes, limits)
        return (edited, Self.relocation(from: edited.bytes, to: tree.bytes, kept))
    }

    /// Leads from a line of the edited text to that of the text before, by the stretches that were kept.
    private static func relocation(
        from new: [UInt8],
        to old: [UInt8],
        _ kept: [(here: Int, there: Int)]
    ) -> Relocation {
        let (newLines, oldLines) = (SourceLineIndex(new), SourceLineIndex(old))
        let stretches = kept.map {
            (here: newLines.location(of: $0.here).line, there: oldLines.location(of: $0.there).line)
        }
        return { place in
            guard let stretch = stretches.last(where: { $0.here <= place.line }) else { return place }
            var moved = place
            moved.line += stretch.there - stretch.here
            return moved
        }
    }
}

extension TreeEdit {
    /// The canonical lines of what `body` adds to a tree.
    package static func lines(_ body: (inout ComponentTreeBuilder) -> Void) -> [UInt8] {
        var builder = ComponentTreeBuilder()
        body(&builder)
        var output: [UInt8] = []
        ICalendarWriter(normalizes: true).append(builder.finish(), to: &output)
        return output
    }

    /// The lines of a property with another value, and with some of its parameters changed.
    ///
    /// - Parameter parameters: the new value of each; nil takes it out. Those that it does not have are added.
    package static func lines(
        of property: Property,
        value: String,
        parameters: [(name: Name, value: String?)] = []
    ) -> [UInt8] {
        lines { builder in
            builder.beginProperty(builder.name(property.nameText))
            var added = parameters
            for parameter in property.parameters {
                if let place = added.firstIndex(where: { $0.name == parameter.name }) {
                    if let new = added.remove(at: place).value { builder.addParameter(parameter.name, new) }
                } else if parameters.contains(where: { $0.name == parameter.name }) {
                    continue
                } else if parameter.isBare {
                    builder.addBareParameter(builder.name(parameter.nameText))
                } else {
                    builder.addParameter(builder.name(parameter.nameText), parameter.values)
                }
            }
            for case (let name, let new?) in added { builder.addParameter(name, new) }
            builder.beginValue()
            builder.appendRaw(value)
            builder.endProperty()
        }
    }
}
