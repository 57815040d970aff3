public import ICalendar

/// A condition on items, as a person writes it: `summary ~ standup and category = work`.
///
/// - A test is the name of a property, an operator and a value: `=` and `!=` compare whole values, `~` and `!~` ask whether the
///   value is contained, `<`, `<=`, `>` and `>=` compare days and numbers. Letter case matters only in UID.
/// - A name alone asks whether the property is there and not empty.
/// - `and`, `or`, `not` and parentheses combine; `and` binds more tightly than `or`.
/// - A value of several words, or with signs of the language in it, is written in quotation marks or apostrophes.
///
/// A property that is there several times, or holds a list, passes a test if one of its values does; `!=` and `!~` are the
/// opposite of `=` and `~`, so that they also hold where the property is missing.
public struct ItemQuery: Sendable {
    indirect enum Condition: Sendable {
        case all([Condition])
        case any([Condition])
        case not(Condition)
        case exists(QueryField)
        case test(QueryField, Comparison, QueryValue)
    }

    enum Comparison: String, Sendable, CaseIterable {
        case equal = "="
        case notEqual = "!="
        case contains = "~"
        case containsNot = "!~"
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case less = "<"
        case greater = ">"
    }

    /// What a comparison of order compares with.
    public enum Wanted: String, Sendable {
        case day
        case number
        case dayOrNumber
    }

    private let condition: Condition

    init(_ condition: Condition) { self.condition = condition }

    /// Reads a condition.
    ///
    /// - Parameters:
    ///   - text: the condition.
    ///   - today: the day that `today`, `+7d` and the like are counted from.
    /// - Throws: ``ItemQueryError`` if it cannot be understood.
    public init(_ text: String, today: CivilDate) throws(ItemQueryError) {
        var reader = try ItemQueryReader(text, today: today)
        self.init(try reader.read())
    }

    /// The values that properties are compared with as a whole, with the name of the property or `COMPONENT`.
    package var words: [(field: String, word: String)] { Self.words(of: condition) }

    private static func words(of condition: Condition) -> [(field: String, word: String)] {
        switch condition {
        case .all(let parts), .any(let parts): return parts.flatMap(words)
        case .not(let part): return words(of: part)
        case .test(let field, let comparison, let value) where [.equal, .notEqual].contains(comparison):
            if case .property(let name) = field { return [(name, value.written)] }
            return [("COMPONENT", value.written)]
        case .exists, .test: return []
        }
    }

    /// Whether a component passes.
    public func matches(_ component: Component) -> Bool { Self.holds(condition, of: component) }

    private static func holds(_ condition: Condition, of component: Component) -> Bool {
        switch condition {
        case .all(let parts): parts.allSatisfy { holds($0, of: component) }
        case .any(let parts): parts.contains { holds($0, of: component) }
        case .not(let part): !holds(part, of: component)
        case .exists(let field): field.exists(in: component)
        case .test(let field, .notEqual, let value): !field.passes(.equal, value, in: component)
        case .test(let field, .containsNot, let value): !field.passes(.contains, value, in: component)
        case .test(let field, let comparison, let value): field.passes(comparison, value, in: component)
        }
    }
}

extension ItemQuery {
    /// Items that pass every one of several conditions.
    public static func all(_ queries: [ItemQuery]) -> ItemQuery { ItemQuery(.all(queries.map(\.condition))) }

    /// Items that pass one of several conditions.
    public static func any(_ queries: [ItemQuery]) -> ItemQuery { ItemQuery(.any(queries.map(\.condition))) }

    /// Items with a property that is one of some values.
    public static func property(_ name: String, isOneOf values: [String], today: CivilDate) -> ItemQuery {
        one(of: values, .equal, name, today)
    }

    /// Items with a property that contains one of some texts.
    public static func property(_ name: String, containsOneOf values: [String], today: CivilDate) -> ItemQuery {
        one(of: values, .contains, name, today)
    }

    private static func one(
        of values: [String],
        _ comparison: Comparison,
        _ name: String,
        _ today: CivilDate
    ) -> ItemQuery {
        let field = QueryField(name) ?? .property(name.uppercased())
        return ItemQuery(.any(values.map { .test(field, comparison, QueryValue($0, today: today)) }))
    }
}

/// Why a condition cannot be understood.
public enum ItemQueryError: Error, Hashable, Sendable {
    /// No property has the name.
    case unknownField(String)
    /// Something else was expected where `found` stands, or where the text ends.
    case unexpected(found: String?, wanted: String)
    /// A condition is followed by something else than `and`, `or` or the end.
    case trailing(String)
    /// A value that is not what a comparison needs.
    case unsuitable(String, ItemQuery.Wanted)
    /// A quotation mark or apostrophe has no partner.
    case unclosedQuote

    /// The reason as a lower-case fragment.
    public var message: String {
        switch self {
        case .unknownField(let name): "no property is called \(name)"
        case .unexpected(let found?, let wanted): "“\(found)” where \(wanted) is expected"
        case .unexpected(nil, let wanted): "\(wanted) is missing at the end"
        case .trailing(let found):
            "“\(found)” where “and”, “or” or the end is expected; a value of several words needs quotes"
        case .unsuitable(let value, .day): "“\(value)” is not a day"
        case .unsuitable(let value, .number): "“\(value)” is not a number"
        case .unsuitable(let value, .dayOrNumber): "“\(value)” is neither a day nor a number"
        case .unclosedQuote: "a quotation mark is not closed"
        }
    }
}
