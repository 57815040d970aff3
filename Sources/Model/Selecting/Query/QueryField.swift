internal import CalendarModel
internal import ICalendar

/// What a test looks at.
enum QueryField: Sendable {
    /// The component's name.
    case component
    /// Properties of a name, in upper case.
    case property(String)

    // swift-format-ignore
    /// Everyday names.
    private static let aliases = [
        "CATEGORY": "CATEGORIES", "RESOURCE": "RESOURCES", "START": "DTSTART",    "END": "DTEND",       "STAMP": "DTSTAMP",
        "TITLE": "SUMMARY",       "NOTE": "DESCRIPTION",   "RECURRENCE": "RRULE", "MODIFIED": "LAST-MODIFIED",
        "RECURRENCEID": "RECURRENCE-ID", "TRANSPARENCY": "TRANSP", "CLASSIFICATION": "CLASS", "LINK": "URL",
    ]

    /// A field by its name in any letter case; nil if no property of the standards is called so, and it does not begin with `X-`.
    init?(_ name: String) {
        let upper = name.uppercased()
        if upper == "COMPONENT" {
            self = .component
            return
        }
        let known = Self.aliases[upper] ?? upper
        guard Self.names.contains(known) || known.hasPrefix("X-") && known.utf8.count > 2 else { return nil }
        self = .property(known)
    }

    private static let names = Set(PropertyTable.rows.map(\.name))

    /// Every name that is known.
    static var known: [String] {
        (["component"] + aliases.keys.map { $0.lowercased() } + names.map { $0.lowercased() }).sorted()
    }
}

extension ItemQuery {
    /// The names of fields, in lower case.
    public static var fieldNames: [String] { QueryField.known }
}

extension QueryField {
    /// What a comparison of order needs to compare with; nil for a comparison of texts.
    func value(wantedBy comparison: ItemQuery.Comparison) -> ItemQuery.Wanted? {
        guard [.less, .lessOrEqual, .greater, .greaterOrEqual].contains(comparison) else { return nil }
        guard case .property(let name) = self, let known = Name(known: name) else {
            return .dayOrNumber
        }
        let types = Vocabulary.shared.property(known)?.types ?? []
        if types.contains(.date) || types.contains(.dateTime) { return .day }
        return types.contains(.integer) || types.contains(.float) ? .number : .dayOrNumber
    }

    /// Whether the component has it, and not empty.
    func exists(in component: Component) -> Bool {
        switch self {
        case .component: true
        case .property(let name): Self.properties(name, of: component).contains { !$0.rawValue.isEmpty }
        }
    }

    func passes(_ comparison: ItemQuery.Comparison, _ value: QueryValue, in component: Component) -> Bool {
        switch self {
        case .component: value.compares(comparison, to: component.nameText, isExact: false)
        case .property(let name):
            Self.properties(name, of: component).contains { Self.passes(comparison, value, $0, isExact: name == "UID") }
        }
    }

    private static func properties(_ name: String, of component: Component) -> [Property] {
        component.properties.filter { $0.nameText == name }
    }

    private static func passes(
        _ comparison: ItemQuery.Comparison,
        _ value: QueryValue,
        _ property: Property,
        isExact: Bool
    ) -> Bool {
        if comparison != .contains, value.isDay, let time = property.eventTime {
            return value.compares(comparison, to: time)
        }
        return texts(of: property).contains { value.compares(comparison, to: $0, isExact: isExact) }
    }

    /// What a property says: the members of a list; of a person the name, and the address with and without its scheme.
    private static func texts(of property: Property) -> [String] {
        if property.valueType == .calendarAddress {
            let address = property.rawValue
            let isMail = address.prefix(7).lowercased() == "mailto:"
            return [address] + (isMail ? [String(address.dropFirst(7))] : [])
                + property.parameters.filter { $0.name == .commonName || $0.nameText == "EMAIL" }.flatMap(\.values)
        }
        return Vocabulary.shared.property(property.name)?.shape == .list ? property.texts : [property.text]
    }
}

/// What a test compares with.
struct QueryValue: Sendable {
    private let text: String
    private let folded: String
    private let number: Int?
    /// The day, and the time where one is given.
    private let day: CivilDate?
    private let time: CivilDateTime?

    init(_ text: String, today: CivilDate) {
        self.text = text
        folded = text.lowercased()
        number = Int(text)
        if let day = DayExpression.day(text, today: today) {
            (self.day, time) = (day, nil)
            return
        }
        let parts = text.split(separator: "T", maxSplits: 1)
        let day = parts.count == 2 ? DayExpression.day(String(parts[0]), today: today) : nil
        time = day.flatMap { day in Self.time(String(parts[1])).map { CivilDateTime(day, $0) } }
        self.day = time == nil ? nil : day
    }

    /// Whether it is what a comparison needs.
    func suits(_ wanted: ItemQuery.Wanted) -> Bool {
        switch wanted {
        case .day: isDay
        case .number: number != nil
        case .dayOrNumber: isDay || number != nil
        }
    }

    /// The text as it was written.
    var written: String { text }

    /// Whether it is a day, with or without a time.
    var isDay: Bool { day != nil }

    /// `09:00` or `09:00:00`.
    private static func time(_ text: String) -> CivilTime? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard (2...3).contains(parts.count), let hour = parts[0], let minute = parts[1],
            let second = parts.count == 3 ? parts[2] : 0
        else { return nil }
        let time = CivilTime(hour: hour, minute: minute, second: second)
        return time.isValid ? time : nil
    }

    /// Compares with what a time shows.
    func compares(_ comparison: ItemQuery.Comparison, to shown: EventTime) -> Bool {
        if let time { return Self.compare(comparison, shown.civil.secondsSinceEpoch, time.secondsSinceEpoch) }
        guard let day else { return false }
        return Self.compare(comparison, shown.date.dayNumber, day.dayNumber)
    }

    func compares(_ comparison: ItemQuery.Comparison, to other: String, isExact: Bool) -> Bool {
        if comparison == .contains { return other.lowercased().contains(folded) }
        if let number, let shown = Int(other) { return Self.compare(comparison, shown, number) }
        if isExact { return Self.compare(comparison, other, text) }
        return Self.compare(comparison, other.lowercased(), folded)
    }

    private static func compare<Value: Comparable>(
        _ comparison: ItemQuery.Comparison,
        _ left: Value,
        _ right: Value
    ) -> Bool {
        switch comparison {
        case .equal, .contains: left == right
        case .notEqual, .containsNot: left != right
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        }
    }
}
