public import ICalendar

/// The calendars that RSCALE may name (RFC 7529 §4.1: the names of CLDR).
enum RecurrenceCalendars {
    private struct Row: Sendable {
        var names: [String]
        var calendar: (@Sendable () -> any CalendarArithmetic)?

        init(_ names: String..., calendar: (@Sendable () -> any CalendarArithmetic)?) {
            self.names = names
            self.calendar = calendar
        }
    }

    // swift-format-ignore
    private static let rows: [Row] = [
        // The last four only number the years differently, which makes no difference to a rule.
        .init("GREGORIAN", "GREGORY", "ISO8601", "BUDDHIST", "JAPANESE", "ROC") { GregorianCalendar() },
        .init("HEBREW")                         { HebrewCalendar() },
        .init("CHINESE")                        { TabledCalendar(table: .chinese) },
        .init("DANGI")                          { TabledCalendar(table: .dangi) },
        .init("COPTIC")                         { AlexandrianCalendar(epoch: .martyrs) },
        .init("ETHIOPIC")                       { AlexandrianCalendar(epoch: .ameteMihret) },
        .init("ETHIOAA", "ETHIOPIC-AMETE-ALEM") { AlexandrianCalendar(epoch: .ameteAlem) },
        .init("ISLAMIC")                        { TabledCalendar(table: .observedIslamic, monthsPerYear: 12) },
        .init("ISLAMIC-CIVIL", "ISLAMICC")      { TabularIslamicCalendar(epoch: .civil) },
        .init("ISLAMIC-TBLA")                   { TabularIslamicCalendar(epoch: .astronomical) },
        .init("ISLAMIC-UMALQURA")               { UmmAlQuraCalendar() },
        .init("PERSIAN")                        { PersianCalendar() },
        .init("INDIAN")                         { IndianCalendar() },
        // Its months begin when the moon has been sighted in Saudi Arabia, which nothing can compute.
        .init("ISLAMIC-RGSA", calendar: nil),
    ]

    private static let rowOfName: [String: Row] = Dictionary(
        rows.flatMap { row in row.names.map { ($0, row) } },
        uniquingKeysWith: { first, _ in first }
    )

    /// The names of the calendars that can be computed.
    static var names: [String] { rows.filter { $0.calendar != nil }.flatMap(\.names) }

    /// The calendar of that name in upper case; nil if it is unknown or cannot be computed.
    static func calendar(named name: String) -> (any CalendarArithmetic)? { rowOfName[name]?.calendar?() }

    /// Whether CLDR has a calendar of that name in upper case.
    static func isName(_ name: String) -> Bool { rowOfName[name] != nil }
}

extension RecurrenceRule {
    /// Whether RSCALE is missing or names a calendar of CLDR (RFC 7529 §4.1).
    public var namesCalendar: Bool { calendarScale.map { RecurrenceCalendars.isName($0.uppercased()) } ?? true }

    /// Whether the calendar that the rule counts in can be computed.
    public var hasKnownCalendar: Bool { calendarScale == nil || calendar != nil }

    /// The calendar that RSCALE names; nil without RSCALE and where it is unknown.
    var calendar: (any CalendarArithmetic)? {
        calendarScale.flatMap { RecurrenceCalendars.calendar(named: $0.uppercased()) }
    }
}
