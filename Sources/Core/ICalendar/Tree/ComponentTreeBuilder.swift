internal import Bytes
public import CalendarDiagnostics

/// The only way to make a ``ComponentTree`` that was not read from text.
///
/// Lines are written in order: `begin(_:)`, properties and subcomponents, `end()`. A property is a name, its parameters,
/// then its value as RFC 5545 text.
public struct ComponentTreeBuilder: Sendable {
    private var bytes: [UInt8] = []
    private var lines: [ContentLine] = []
    private var parameters: [ParameterRecord] = []
    private var interner = NameInterner()
    /// The components that are open: their BEGIN, or `UInt32.max` when that is in an earlier piece.
    private var open: [(begin: UInt32, name: Name)] = []
    private var lineStart = 0
    private var valueStart = 0
    private var firstParameter = 0
    private var lineName = Name(id: 0)

    /// Creates a builder of an empty tree.
    ///
    /// - Parameter capacity: how many bytes of text are expected.
    public init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
        // Untouched capacity costs address space only.
        lines.reserveCapacity(capacity / 32)
        parameters.reserveCapacity(capacity / 64)
    }

    /// The finished tree; components still open are ended.
    public consuming func finish() -> ComponentTree {
        while !open.isEmpty { end() }
        return ComponentTree(
            bytes: bytes,
            lines: lines,
            parameters: parameters,
            ownNames: interner.texts,
            isSource: false
        )
    }

    /// Takes what is complete so far as a piece of a stream; what is open stays open, so that its BEGIN has no END here and
    /// its END no BEGIN in a later piece. Names keep their numbers from piece to piece.
    ///
    /// No property may be begun and not ended.
    public mutating func takePiece() -> ComponentTree {
        let tree = ComponentTree(
            bytes: bytes,
            lines: lines,
            parameters: parameters,
            ownNames: interner.texts,
            isSource: false
        )
        bytes = []
        lines = []
        parameters = []
        bytes.reserveCapacity(tree.bytes.count)
        lines.reserveCapacity(tree.lines.count)
        for index in open.indices { open[index].begin = .max }
        return tree
    }

    /// Bytes of text written so far, or since the last piece.
    public var count: Int { bytes.count }
    /// How many components are open.
    public var depth: Int { open.count }
}

// MARK: - Names

extension ComponentTreeBuilder {
    /// The number of a name in any case.
    public mutating func name(_ text: String) -> Name {
        let key = NameKey(text)
        if key.length <= 32, let known = NameTable.shared.find(key) { return known }
        // More names than a tree can number are a hostile input's; they share the last number rather than trap.
        return interner.intern(key, spelling: { text }) ?? Name(id: Name.firstUnknown + 0x3FFF)
    }

    /// The letters of a name in upper case.
    public func text(of name: Name) -> String {
        name.knownText ?? interner.texts[Int(name.id - Name.firstUnknown)]
    }

    @inline(__always)
    private mutating func appendName(_ name: Name) {
        if name.isKnown {
            NameTable.shared.appendText(of: name, to: &bytes)
        } else {
            bytes.append(contentsOf: text(of: name).utf8)
        }
    }

    @inline(__always)
    private mutating func appendLineBreak() {
        bytes.append(.carriageReturn)
        bytes.append(.lineFeed)
    }
}

// MARK: - Components

extension ComponentTreeBuilder {
    /// Opens a component.
    public mutating func begin(_ name: Name) {
        let start = UInt32(truncatingIfNeeded: bytes.count)
        bytes.append(contentsOf: "BEGIN:".utf8)
        let valueStart = UInt32(truncatingIfNeeded: bytes.count)
        appendName(name)
        open.append((UInt32(truncatingIfNeeded: lines.count), name))
        lines.append(
            ContentLine(
                .begin,
                start: start,
                valueStart: valueStart,
                valueEnd: UInt32(truncatingIfNeeded: bytes.count),
                link: .max,
                name: name,
                flags: []
            )
        )
        appendLineBreak()
    }

    /// Ends the innermost open component.
    public mutating func end() {
        guard let (begin, name) = open.popLast() else { return }
        let start = UInt32(truncatingIfNeeded: bytes.count)
        bytes.append(contentsOf: "END:".utf8)
        let valueStart = UInt32(truncatingIfNeeded: bytes.count)
        appendName(name)
        if begin != .max { lines[Int(begin)].link = UInt32(truncatingIfNeeded: lines.count) }
        lines.append(
            ContentLine(
                .end,
                start: start,
                valueStart: valueStart,
                valueEnd: UInt32(truncatingIfNeeded: bytes.count),
                link: begin,
                name: name,
                flags: []
            )
        )
        appendLineBreak()
    }
}

// MARK: - Properties

extension ComponentTreeBuilder {
    /// Begins a property; parameters may follow, then ``beginValue()``.
    public mutating func beginProperty(_ name: Name) {
        lineStart = bytes.count
        lineName = name
        firstParameter = parameters.count
        appendName(name)
    }

    /// Adds a parameter with its decoded values; quotes and caret escapes are added where they are needed.
    public mutating func addParameter(_ name: Name, _ values: [String]) {
        beginParameter(name)
        for (position, value) in values.enumerated() {
            var value = value
            value.withUTF8Span { appendParameterValue($0, isFirst: position == 0, of: name) }
        }
        endParameter(isList: values.count > 1)
    }

    /// Adds a parameter with one decoded value.
    public mutating func addParameter(_ name: Name, _ value: String) {
        beginParameter(name)
        var value = value
        value.withUTF8Span { appendParameterValue($0, isFirst: true, of: name) }
        endParameter(isList: false)
    }

    /// Begins a parameter whose values follow by ``appendParameterValue(_:isFirst:of:)``.
    public mutating func beginParameter(_ name: Name) {
        bytes.append(.semicolon)
        let nameStart = UInt32(truncatingIfNeeded: bytes.count)
        appendName(name)
        bytes.append(.equals)
        let valueStart = UInt32(truncatingIfNeeded: bytes.count)
        parameters.append(
            ParameterRecord(nameStart: nameStart, valueStart: valueStart, valueEnd: valueStart, name: name, flags: [])
        )
    }

    /// Appends one decoded value of the parameter last begun.
    public mutating func appendParameterValue(_ value: Span<UInt8>, isFirst: Bool, of name: Name) {
        if !isFirst { bytes.append(.comma) }
        let isQuoted = Vocabulary.shared.isQuotedParameter(name)
        TextEscapes.appendParameterValue(value, quoted: isQuoted, to: &bytes)
    }

    /// Ends the parameter last begun.
    public mutating func endParameter(isList: Bool) {
        guard var record = parameters.popLast() else { return }
        record.valueEnd = UInt32(truncatingIfNeeded: bytes.count)
        var flags: ParameterRecord.Flags = isList ? [.isList] : []
        for index in Int(record.valueStart)..<bytes.count {
            if bytes[index] == .caret { flags.insert(.hasCaret) }
        }
        if !isList, record.valueEnd > record.valueStart, bytes[Int(record.valueStart)] == .quote {
            flags.insert(.isQuoted)
        }
        record.flags = flags
        parameters.append(record)
    }

    /// Adds a name without a value, as vCalendar 1.0 writes parameters.
    public mutating func addBareParameter(_ name: Name) {
        bytes.append(.semicolon)
        let start = UInt32(truncatingIfNeeded: bytes.count)
        appendName(name)
        let end = UInt32(truncatingIfNeeded: bytes.count)
        parameters.append(
            ParameterRecord(nameStart: start, valueStart: end, valueEnd: end, name: name, flags: .isBare)
        )
    }

    /// Begins the value of the property last begun; append it as RFC 5545 text.
    public mutating func beginValue() {
        bytes.append(.colon)
        valueStart = bytes.count
    }

    /// Appends value text unchanged: no line breaks, escapes already in place.
    public mutating func appendRaw(_ text: Span<UInt8>) {
        bytes.append(copying: text)
    }

    /// Appends value text unchanged.
    public mutating func appendRaw(_ text: String) {
        var text = text
        text.withUTF8Span { bytes.append(copying: $0) }
    }

    /// Appends value text unchanged.
    public mutating func appendRaw(_ text: some Sequence<UInt8>) { bytes.append(contentsOf: text) }

    /// Appends text with its escapes added (RFC 5545 §3.3.11).
    public mutating func appendEscaped(_ text: Span<UInt8>) { TextEscapes.appendEscaped(text, to: &bytes) }

    /// Takes the value back, so that parameters may follow once more; call ``beginValue()`` again after them.
    public mutating func withdrawValue() -> [UInt8] {
        let value = Array(bytes[valueStart...])
        bytes.removeLast(value.count + 1)
        return value
    }

    /// Lets `body` append to the value itself.
    public mutating func withValue<Result, Failure: Error>(
        _ body: (inout [UInt8]) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(&bytes)
    }

    /// Ends the property last begun. A line break inside the value would tear the line, so it becomes a space.
    public mutating func endProperty() {
        let contents = LineScanning.contents(of: bytes.span, lineStart, bytes.count)
        var flags: ContentLine.Flags = []
        if contents.contains(.backslash) { flags.insert(.hasBackslash) }
        if contents.contains(.nonASCII) { flags.insert(.hasNonASCII) }
        if contents.contains(.control) {
            for index in valueStart..<bytes.count where bytes[index] == .lineFeed || bytes[index] == .carriageReturn {
                bytes[index] = .space
            }
            flags.insert(.hasControl)
        }
        lines.append(
            ContentLine(
                .property,
                start: UInt32(truncatingIfNeeded: lineStart),
                valueStart: UInt32(truncatingIfNeeded: valueStart),
                valueEnd: UInt32(truncatingIfNeeded: bytes.count),
                link: UInt32(truncatingIfNeeded: firstParameter),
                name: lineName,
                flags: flags,
                parameterCount: min(parameters.count - firstParameter, 127)
            )
        )
        appendLineBreak()
    }

    /// Discards the property last begun.
    public mutating func abandonProperty() {
        bytes.removeLast(bytes.count - lineStart)
        parameters.removeLast(parameters.count - firstParameter)
    }

    /// Adds a property whose value is given as RFC 5545 text.
    public mutating func property(_ name: Name, _ parameters: [(Name, [String])] = [], raw value: String) {
        beginProperty(name)
        for (parameter, values) in parameters { addParameter(parameter, values) }
        beginValue()
        appendRaw(value)
        endProperty()
    }

    /// Adds a property whose value is one TEXT.
    public mutating func property(_ name: Name, _ parameters: [(Name, [String])] = [], text value: String) {
        beginProperty(name)
        for (parameter, values) in parameters { addParameter(parameter, values) }
        beginValue()
        var value = value
        value.withUTF8Span { appendEscaped($0) }
        endProperty()
    }
}

extension ComponentTreeBuilder {
    /// Counts the values of the property last ended.
    ///
    /// - Returns: the limit that is exceeded with it; nil if none is.
    public func addLast(to counts: inout RecurrenceCounts, _ limits: ReadLimits) -> ReadError.Reason? {
        guard let line = lines.last, line.kind == .property, RecurrenceCounts.counts(line.name) else { return nil }
        return counts.add(line.name, bytes.span.extracting(Int(line.valueStart)..<Int(line.valueEnd)), limits)
    }
}

// MARK: - Copies

extension ComponentTreeBuilder {
    /// Adds a property of another tree: the same parameters and value, unfolded.
    public mutating func copy(_ property: Property) {
        beginProperty(name(property.name, of: property.tree))
        for parameter in property.parameters {
            let name = name(parameter.name, of: property.tree)
            if parameter.isBare {
                addBareParameter(name)
            } else {
                addParameter(name, parameter.values)
            }
        }
        beginValue()
        property.appendLogicalValue(to: &bytes)
        endProperty()
    }

    /// Adds a component of another tree with all it holds.
    public mutating func copy(_ component: Component) {
        if copyWritten(component) { return }
        begin(name(component.name, of: component.tree))
        component.forEachLine { kind, index in
            switch kind {
            case .property: copy(Property(tree: component.tree, index: index))
            case .begin: copy(Component(tree: component.tree, index: index))
            default: break
            }
        }
        end()
    }

    /// The number that a name of another tree has here.
    private mutating func name(_ name: Name, of tree: ComponentTree) -> Name {
        name.isKnown ? name : self.name(tree.text(of: name))
    }

    /// Adds a component that a builder wrote by its bytes and records as they are; false if it has to be written anew.
    private mutating func copyWritten(_ component: Component) -> Bool {
        let tree = component.tree
        let (first, last) = (component.index, component.endIndex)
        // The count of a line ends at 127 parameters.
        guard !tree.isSource, last < tree.lines.count, tree.lines[first...last].allSatisfy({ $0.parameterCount < 127 })
        else { return false }
        let source = Int(tree.lines[first].start)..<Int(tree.lines[last].valueEnd) + 2
        guard source.upperBound <= tree.bytes.count else { return false }
        let shift = bytes.count - source.lowerBound
        let lineShift = lines.count - first
        bytes.append(contentsOf: tree.bytes[source])
        for index in first...last {
            var line = tree.lines[index]
            line.start = line.start.moved(by: shift)
            line.valueStart = line.valueStart.moved(by: shift)
            line.valueEnd = line.valueEnd.moved(by: shift)
            line.name = name(line.name, of: tree)
            if line.kind == .property {
                let own = Int(line.link)..<Int(line.link) + line.parameterCount
                line.link = UInt32(truncatingIfNeeded: parameters.count)
                for record in tree.parameters[own] {
                    parameters.append(
                        ParameterRecord(
                            nameStart: record.nameStart.moved(by: shift),
                            valueStart: record.valueStart.moved(by: shift),
                            valueEnd: record.valueEnd.moved(by: shift),
                            name: name(record.name, of: tree),
                            flags: record.flags
                        )
                    )
                }
            } else {
                line.link = line.link.moved(by: lineShift)
            }
            lines.append(line)
        }
        return true
    }
}

extension UInt32 {
    fileprivate func moved(by distance: Int) -> UInt32 { UInt32(truncatingIfNeeded: Int(self) + distance) }
}

extension String {
    /// Calls `body` with the text's UTF-8 bytes.
    mutating func withUTF8Span(_ body: (Span<UInt8>) -> Void) {
        makeContiguousUTF8()
        body(utf8Span.span)
    }
}
