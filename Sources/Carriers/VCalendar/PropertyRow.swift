/// How a property of vCalendar 1.0 is written in RFC 5545.
struct PropertyRow: Sendable {
    enum Meaning: Sendable {
        /// One text.
        case text
        /// Texts between semicolons, which RFC 5545 divides with commas.
        case texts
        /// One date or time.
        case time
        /// A time that RFC 5545 requires in UTC.
        case utcTime
        /// Dates or times between semicolons.
        case times
        /// A rule in the grammar of vCalendar 1.0.
        case rule
        /// A word of a table, another one for each kind of component.
        case word(@Sendable (_ component: String) -> WordRows)
        /// A whole number up to a limit.
        case number(upTo: Int)
        case uri
        case transparency
        case position
        case attendee
        case attachment
        /// An alarm in one line, which becomes a VALARM with that ACTION.
        case alarm(action: String)
        /// What RFC 5545 has no place for, for that reason.
        case dropped(String)
    }

    /// The name in RFC 5545.
    let name: String
    let meaning: Meaning
    /// The section of vCalendar 1.0.
    let section: String

    var isAlarm: Bool { if case .alarm = meaning { true } else { false } }

    private init(_ name: String, _ meaning: Meaning, _ section: String) {
        self.name = name
        self.meaning = meaning
        self.section = section
    }

    /// The row of a name; nil for names that vCalendar 1.0 does not have.
    static func named(_ name: String) -> PropertyRow? { rows[name] }

    // swift-format-ignore
    private static let rows: [String: PropertyRow] = [
        "AALARM":        .init("VALARM",        .alarm(action: "AUDIO"),                 "2.3.2"),
        "ATTACH":        .init("ATTACH",        .attachment,                             "2.3.1"),
        "ATTENDEE":      .init("ATTENDEE",      .attendee,                               "2.3.1"),
        "CATEGORIES":    .init("CATEGORIES",    .texts,                                  "2.3.2"),
        "CLASS":         .init("CLASS",         .word { _ in .classification },          "2.3.2"),
        "COMPLETED":     .init("COMPLETED",     .utcTime,                                "2.3.2"),
        "DALARM":        .init("VALARM",        .alarm(action: "DISPLAY"),               "2.3.2"),
        "DCREATED":      .init("CREATED",       .utcTime,                                "2.3.2"),
        "DESCRIPTION":   .init("DESCRIPTION",   .text,                                   "2.3.2"),
        "DTEND":         .init("DTEND",         .time,                                   "2.3.2"),
        "DTSTART":       .init("DTSTART",       .time,                                   "2.3.2"),
        "DUE":           .init("DUE",           .time,                                   "2.3.2"),
        "EXDATE":        .init("EXDATE",        .times,                                  "2.3.2"),
        "EXRULE":        .init("EXRULE",        .rule,                                   "2.3.2"),
        "GEO":           .init("GEO",           .position,                               "2.2.2"),
        "LAST-MODIFIED": .init("LAST-MODIFIED", .utcTime,                                "2.3.2"),
        "LOCATION":      .init("LOCATION",      .text,                                   "2.3.2"),
        "MALARM":        .init("VALARM",        .alarm(action: "EMAIL"),                 "2.3.2"),
        "PALARM":        .init("VALARM",        .alarm(action: "PROCEDURE"),             "2.3.2"),
        "PRIORITY":      .init("PRIORITY",      .number(upTo: 9),                        "2.3.2"),
        "RDATE":         .init("RDATE",         .times,                                  "2.3.2"),
        "RELATED-TO":    .init("RELATED-TO",    .text,                                   "2.3.2"),
        "RESOURCES":     .init("RESOURCES",     .texts,                                  "2.3.2"),
        "RNUM":          .init("",              .dropped("RFC 5545 states a number of recurrences only within the rule"), "2.3.2"),
        "RRULE":         .init("RRULE",         .rule,                                   "2.3.2"),
        "SEQUENCE":      .init("SEQUENCE",      .number(upTo: 2_147_483_647),            "2.3.2"),
        "STATUS":        .init("STATUS",        .word { WordRows.status(of: $0) },       "2.3.2"),
        "SUMMARY":       .init("SUMMARY",       .text,                                   "2.3.2"),
        "TRANSP":        .init("TRANSP",        .transparency,                           "2.3.2"),
        "UID":           .init("UID",           .text,                                   "2.3.2"),
        "URL":           .init("URL",           .uri,                                    "2.3.2"),
    ]
}
