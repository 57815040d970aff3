internal import Bytes

/// The places of the parts of a JSON document that was read before and is well-formed.
struct JSONOutline {
    indirect enum Node {
        /// The bytes between the quotes.
        case string(Range<Int>)
        /// A number or a word.
        case number(Range<Int>)
        case array([Node])
        case object([(name: Range<Int>, value: Node)])
    }

    private var tokens: JSONTokens

    init(_ bytes: [UInt8]) { tokens = JSONTokens(bytes) }

    /// The next value.
    mutating func value() throws(JSONTokens.Fault) -> Node {
        let kind = try tokens.kind()
        switch kind {
        case .string: return .string(try tokens.stringRange())
        case .number: return .number(try tokens.numberRange())
        case .literal:
            let start = tokens.index
            _ = try tokens.literal()
            return .number(start..<tokens.index)
        case .array:
            try tokens.expect("[", "before items")
            var items: [Node] = []
            var isFirst = true
            while try tokens.next(isFirst: &isFirst, end: "]") { items.append(try value()) }
            return .array(items)
        case .object:
            try tokens.expect("{", "before members")
            var members: [(name: Range<Int>, value: Node)] = []
            var isFirst = true
            while try tokens.next(isFirst: &isFirst, end: "}") {
                let name = try tokens.stringRange()
                try tokens.expect(":", "after a key")
                members.append((name, try value()))
            }
            return .object(members)
        }
    }
}
