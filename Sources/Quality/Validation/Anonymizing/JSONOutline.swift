internal import Bytes
internal import ICalendar

/// The places of the parts of a JSON document that was read before and is well-formed.
struct JSONOutline {
    indirect enum Node {
        /// The bytes between the quotes.
        case string(Range<Int>)
        case number(Range<Int>)
        case array([Node])
        case object([(name: Range<Int>, value: Node)])
    }

    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private mutating func skip() {
        while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF, .comma, .colon].contains(bytes[index]) {
            index += 1
        }
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
            while index < bytes.count,
                ![.comma, 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "]"), UInt8(ascii: "}")].contains(bytes[index])
            { index += 1 }
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
