public import CalendarDiagnostics
public import ICalendar

/// Writes one jCal document from the pieces of a stream, in which a component may begin and not end, or end without having
/// begun.
public struct JCalStreamWriter: Sendable {
    /// A component whose END was not written yet.
    private struct OpenComponent {
        var name: String
        /// Its number among the components that were left open at the end of a piece.
        var ordinal: Int
        var propertyCount = 0
        /// Whether its properties are written, so that only components can follow.
        var hasEndedProperties = false
        var childCount = 0
    }

    private let lateProperties: LateProperties
    /// Whether the document is an array of components.
    private let isArray: Bool
    var output: [UInt8] = []
    /// The losses of the current piece.
    var losses = TreeLosses(of: ComponentTreeBuilder().finish(), to: LossReport(keeping: .none))
    /// The component of the current property: its BEGIN in the piece, and its name if that is in an earlier one.
    private(set) var holder: (begin: Int?, name: String) = (nil, "")
    private var open: [OpenComponent] = []
    private var openCount = 0
    private var outerCount = 0
    private var hasWritten = false

    /// A writer that has written nothing yet.
    ///
    /// - Parameter lateProperties: what the stream has too late to be written where it is; without it the first such thing ends
    ///   the writing.
    public init(_ lateProperties: LateProperties = LateProperties()) {
        self.lateProperties = lateProperties
        isArray = lateProperties.componentCount.map { $0 != 1 } ?? false
    }

    /// Writes what precedes the first component.
    public mutating func begin(to output: inout [UInt8]) {
        guard isArray else { return }
        output.append(UInt8(ascii: "["))
        hasWritten = true
    }

    /// Writes a piece.
    ///
    /// - Parameter linesBefore: lines of the input that earlier pieces held, for the places of losses.
    /// - Throws: ``LatePropertyError`` for what has no place any more. What was written is useless then: gather it with
    ///   ``LateProperties`` and write anew.
    public mutating func append(
        _ tree: ComponentTree,
        behind linesBefore: Int = 0,
        to output: inout [UInt8],
        report: inout LossReport
    ) throws(LatePropertyError) {
        start(tree, linesBefore, &output, &report)
        defer { finish(&output, &report) }
        var index = 0
        while index < tree.lines.count {
            let line = tree.lines[index]
            switch line.kind {
            case .property: try streamedProperty(Property(tree: tree, index: index))
            case .begin where line.link == .max: try beginStreamed(tree.text(of: line.name))
            case .begin:
                try prepareForComponent(tree.text(of: line.name))
                component(Component(tree: tree, index: index))
                index = Int(line.link)
            case .end: endStreamed()
            case .malformed: break
            }
            index += 1
        }
    }

    /// Writes a tree in which no component is left open; its components are as many as were announced.
    mutating func appendWhole(_ tree: ComponentTree, to output: inout [UInt8], report: inout LossReport) {
        start(tree, 0, &output, &report)
        defer { finish(&output, &report) }
        for component in tree.components {
            divideComponents()
            self.component(component)
        }
    }

    /// Ends what is open, and the document.
    public mutating func end(to output: inout [UInt8]) {
        swap(&self.output, &output)
        while !open.isEmpty { endStreamed() }
        if isArray { self.output.append(UInt8(ascii: "]")) }
        self.output.append(0x0A)
        swap(&self.output, &output)
    }

    private mutating func start(
        _ tree: ComponentTree,
        _ linesBefore: Int,
        _ output: inout [UInt8],
        _ report: inout LossReport
    ) {
        losses = TreeLosses(of: tree, linesBefore: linesBefore, to: report.take())
        var openBefore = open.count
        losses.addUnwrittenLines(open: &openBefore, named: open.last?.name ?? "")
        swap(&self.output, &output)
    }

    private mutating func finish(_ output: inout [UInt8], _ report: inout LossReport) {
        swap(&self.output, &output)
        report = losses.report
    }
}

// MARK: - Components

extension JCalStreamWriter {
    /// Works with a separate stack: a tree may be deeper than the call stack allows.
    private mutating func component(_ first: Component) {
        var levels: [(component: Component, children: [Component], next: Int)] = []
        begin(first, level: open.count)
        levels.append((first, first.components, 0))
        while let level = levels.indices.last {
            guard levels[level].next < levels[level].children.count else {
                levels.removeLast()
                output.append(contentsOf: "]]".utf8)
                continue
            }
            let child = levels[level].children[levels[level].next]
            if levels[level].next > 0 { output.append(UInt8(ascii: ",")) }
            levels[level].next += 1
            begin(child, level: open.count + levels.count)
            levels.append((child, child.components, 0))
        }
    }

    private mutating func begin(_ component: Component, level: Int) {
        beginName(component.nameText, level: level)
        holder = (component.index, "")
        for (position, property) in component.properties.enumerated() {
            write(property, isFirst: position == 0, level: level + 1)
        }
        output.append(contentsOf: "],[".utf8)
    }

    private mutating func beginName(_ name: String, level: Int) {
        breakLine(level)
        output.append(UInt8(ascii: "["))
        string(name.inLowerCase)
        output.append(contentsOf: ",[".utf8)
    }

    private mutating func write(_ property: Property, isFirst: Bool, level: Int) {
        if !isFirst { output.append(UInt8(ascii: ",")) }
        breakLine(level)
        self.property(property)
    }

    private mutating func breakLine(_ level: Int) {
        guard hasWritten else {
            hasWritten = true
            return
        }
        output.append(0x0A)
        output.append(contentsOf: repeatElement(0x20, count: min(level, 64)))
    }

    /// Separates a component outside of any other from the one before.
    private mutating func divideComponents() {
        if outerCount > 0 { output.append(UInt8(ascii: ",")) }
        outerCount += 1
    }
}

// MARK: - Components in several pieces

extension JCalStreamWriter {
    private mutating func beginStreamed(_ name: String) throws(LatePropertyError) {
        try prepareForComponent(name)
        beginName(name, level: open.count)
        open.append(OpenComponent(name: name, ordinal: openCount))
        openCount += 1
    }

    /// Makes room for a component inside the innermost one that is open.
    private mutating func prepareForComponent(_ name: String) throws(LatePropertyError) {
        guard let last = open.indices.last else {
            guard isArray || outerCount == 0 else { throw LatePropertyError(component: name) }
            return divideComponents()
        }
        endProperties()
        if open[last].childCount > 0 { output.append(UInt8(ascii: ",")) }
        open[last].childCount += 1
    }

    private mutating func streamedProperty(_ property: Property) throws(LatePropertyError) {
        // One outside of any component is among the lines that are not written.
        guard let last = open.indices.last else { return }
        guard !open[last].hasEndedProperties else {
            if lateProperties.trees[open[last].ordinal] != nil { return }
            throw LatePropertyError(component: open[last].name, property: property.nameText)
        }
        writeStreamed(property)
    }

    private mutating func writeStreamed(_ property: Property) {
        guard let last = open.indices.last else { return }
        holder = (nil, open[last].name)
        write(property, isFirst: open[last].propertyCount == 0, level: open.count)
        open[last].propertyCount += 1
    }

    /// Ends the properties of the innermost open component with those that come late.
    private mutating func endProperties() {
        guard let last = open.indices.last, !open[last].hasEndedProperties else { return }
        if let late = lateProperties.trees[open[last].ordinal] {
            var outer = losses
            losses = TreeLosses(of: late, to: LossReport(keeping: outer.report.keeping))
            for property in late.components.flatMap(\.properties) { writeStreamed(property) }
            outer.report.merge(losses.report)
            losses = outer
        }
        open[last].hasEndedProperties = true
        output.append(contentsOf: "],[".utf8)
    }

    private mutating func endStreamed() {
        guard !open.isEmpty else { return }
        endProperties()
        open.removeLast()
        output.append(contentsOf: "]]".utf8)
    }
}
