public import CalendarDiagnostics
internal import ICalendar
internal import JCal

extension Anonymizer {
    /// The same jCal document without anything personal.
    ///
    /// - Throws: ``ReadError`` if the document is no jCal.
    public func anonymize(jCal bytes: [UInt8]) throws(ReadError) -> [UInt8] {
        var ignored = Diagnostics(losses: .none)
        _ = try JCalReader().read(bytes, diagnostics: &ignored)
        var text = AnonymousText(bytes, escape: .json)
        var outline = JSONOutline(bytes)
        anonymize(outline.value(), in: &text)
        return text.bytes
    }

    /// A property is an array of a name, parameters, a type and values; every other array holds some.
    private func anonymize(_ node: JSONOutline.Node, in text: inout AnonymousText) {
        guard case .array(let items) = node else { return }
        guard items.count > 3, case .string(let name) = items[0], case .object(let parameters) = items[1],
            case .string(let type) = items[2]
        else {
            for item in items { anonymize(item, in: &text) }
            return
        }
        func word(_ range: Range<Int>) -> String { String(decoding: text.bytes[range], as: UTF8.self) }
        let property = word(name).uppercased()
        let kind = word(type).lowercased()
        for (parameter, value) in parameters where !Self.keptParameters.contains(word(parameter).uppercased()) {
            replaceStrings(of: value, in: &text)
        }
        if property == "GEO" {
            for range in items[3...].flatMap(\.scalars) { text.replaceDigits(range) }
        } else if property == "REQUEST-STATUS", case .array(let fields) = items[3] {
            for field in fields.dropFirst() { replaceStrings(of: field, in: &text) }
        } else if !Self.keptTypes.contains(kind), !Self.keptProperties.contains(property) {
            for value in items[3...] { replaceStrings(of: value, in: &text) }
        }
    }

    private func replaceStrings(of node: JSONOutline.Node, in text: inout AnonymousText) {
        for range in node.strings { text.replace(text.behindScheme(range)) }
    }
}

/// Where the parts of a JSON document stand that has been read before and is well-formed.
private struct JSONOutline {
    indirect enum Node {
        /// The bytes between the quotes.
        case string(Range<Int>)
        case number(Range<Int>)
        case array([Node])
        case object([(name: Range<Int>, value: Node)])

        /// All strings in it.
        var strings: [Range<Int>] {
            switch self {
            case .string(let range): [range]
            case .number: []
            case .array(let items): items.flatMap(\.strings)
            case .object(let members): members.flatMap(\.value.strings)
            }
        }

        /// All strings and numbers in it.
        var scalars: [Range<Int>] {
            switch self {
            case .string(let range), .number(let range): [range]
            case .array(let items): items.flatMap(\.scalars)
            case .object(let members): members.flatMap(\.value.scalars)
            }
        }
    }

    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private mutating func skip() {
        while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF, .comma, .colon].contains(bytes[index]) { index += 1 }
    }

    mutating func value() -> Node {
        skip()
        guard index < bytes.count else { return .array([]) }
        switch bytes[index] {
        case UInt8(ascii: "["):
            index += 1
            var items: [Node] = []
            while !takes(UInt8(ascii: "]")) { items.append(value()) }
            return .array(items)
        case UInt8(ascii: "{"):
            index += 1
            var members: [(name: Range<Int>, value: Node)] = []
            while !takes(UInt8(ascii: "}")) { members.append((string(), value())) }
            return .object(members)
        case 0x22: return .string(string())
        default:
            let start = index
            while index < bytes.count, ![.comma, 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "]"), UInt8(ascii: "}")].contains(bytes[index]) { index += 1 }
            index = max(index, start + 1)
            return .number(start..<index)
        }
    }

    private mutating func takes(_ mark: UInt8) -> Bool {
        skip()
        guard index < bytes.count, bytes[index] != mark else {
            index += 1
            return true
        }
        return false
    }

    private mutating func string() -> Range<Int> {
        skip()
        index += 1
        let start = index
        while index < bytes.count, bytes[index] != 0x22 { index += bytes[index] == .backslash ? 2 : 1 }
        defer { index += 1 }
        return start..<min(index, bytes.count)
    }
}
