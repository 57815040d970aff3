internal import ICalendar

/// Reads the conditions of ``ItemQuery``.
struct ItemQueryReader {
    private enum Token: Hashable {
        case word(String)
        case quoted(String)
        case sign(String)

        var text: String {
            switch self {
            case .word(let text), .quoted(let text), .sign(let text): text
            }
        }
    }

    /// How deep parentheses and `not` may nest.
    private static let deepest = 100

    private var tokens: ArraySlice<Token>
    private let today: CivilDate
    private var depth = 0

    init(_ text: String, today: CivilDate) throws(ItemQueryError) {
        tokens = try Self.tokens(of: text)[...]
        self.today = today
    }

    mutating func read() throws(ItemQueryError) -> ItemQuery.Condition {
        let condition = try readAlternatives()
        if let next = tokens.first {
            throw .trailing(next.text)
        }
        return condition
    }

    private mutating func readAlternatives() throws(ItemQueryError) -> ItemQuery.Condition {
        var parts = [try readConjunction()]
        while takeWord("or") { parts.append(try readConjunction()) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func readConjunction() throws(ItemQueryError) -> ItemQuery.Condition {
        var parts = [try readFactor()]
        while takeWord("and") { parts.append(try readFactor()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func readFactor() throws(ItemQueryError) -> ItemQuery.Condition {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.deepest {
            throw .unexpected(found: "(", wanted: "a condition of at most \(Self.deepest) levels")
        }
        if takeWord("not") { return .not(try readFactor()) }
        if takeSign("(") {
            let inner = try readAlternatives()
            guard takeSign(")") else { throw .unexpected(found: tokens.first?.text, wanted: ")") }
            return inner
        }
        return try readTest()
    }

    private mutating func readTest() throws(ItemQueryError) -> ItemQuery.Condition {
        guard case .word(let name) = tokens.first else {
            throw .unexpected(found: tokens.first?.text, wanted: "the name of a property")
        }
        tokens.removeFirst()
        guard let field = QueryField(name) else { throw .unknownField(name) }
        guard case .sign(let sign) = tokens.first, let comparison = ItemQuery.Comparison(rawValue: sign) else {
            return .exists(field)
        }
        tokens.removeFirst()
        switch tokens.popFirst() {
        case .word(let text), .quoted(let text):
            let value = QueryValue(text, today: today)
            if let wanted = field.value(wantedBy: comparison), !value.suits(wanted) {
                throw .unsuitable(text, wanted)
            }
            return .test(field, comparison, value)
        case let other: throw .unexpected(found: other?.text, wanted: "a value after \(name) \(sign)")
        }
    }

    private mutating func takeWord(_ word: String) -> Bool {
        guard case .word(let next) = tokens.first, next.lowercased() == word else { return false }
        tokens.removeFirst()
        return true
    }

    private mutating func takeSign(_ sign: String) -> Bool {
        guard tokens.first == .sign(sign) else { return false }
        tokens.removeFirst()
        return true
    }

    private static func tokens(of text: String) throws(ItemQueryError) -> [Token] {
        var tokens: [Token] = []
        var rest = Substring(text)
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if first == "\"" || first == "'" {
                rest.removeFirst()
                guard let end = rest.firstIndex(of: first) else { throw .unclosedQuote }
                tokens.append(.quoted(String(rest[..<end])))
                rest = rest[rest.index(after: end)...]
            } else if let sign = signs.first(where: { rest.hasPrefix($0) }) {
                tokens.append(.sign(sign))
                rest = rest.dropFirst(sign.count)
            } else {
                let word = rest.prefix { !$0.isWhitespace && !"()=!~<>\"".contains($0) }
                if word.isEmpty { throw .unexpected(found: String(first), wanted: "a name or value") }
                tokens.append(.word(String(word)))
                rest = rest[word.endIndex...]
            }
        }
        return tokens
    }

    /// Longer ones first.
    private static let signs =
        ItemQuery.Comparison.allCases.map(\.rawValue).sorted { $0.count > $1.count } + ["(", ")"]
}
