internal import ICalendar

/// What a family of conference software writes for a schedule: which elements, in which order, from what.
///
/// One `vevent` is a session, its attendees are the speakers. The tables are the whole mapping; what no row takes is lost
/// and reported.
struct ConferenceProfile: Sendable {
    /// The source of an element's text.
    enum Source: Sendable {
        /// Always the same.
        case fixed(String)
        /// The text of a property, or a word where the event has none.
        case text(Name, otherwise: String)
        case start, end, duration
        /// All values of CATEGORIES, with commas between them.
        case categories
        /// An element for each value of CATEGORIES, an empty one where there is none.
        case eachCategory
        /// An element for each ATTENDEE: the name, or the address where there is none.
        case speakers
        /// A foreign element of the same name that the event kept, or the text of its other source.
        case kept(OtherSource)
        /// The calendar's name, with words in front.
        case calendarName(Name?, prefix: String)
    }

    /// The source of a kept element where the event has none.
    enum OtherSource: Sendable {
        case nothing, summary, language
    }

    struct Row: Sendable {
        let element: String
        let source: Source

        init(_ element: String, _ source: Source) {
            self.element = element
            self.source = source
        }
    }

    /// How times are spelt.
    enum TimeForm: Sendable {
        /// `2018-03-22T02:00:00+00:00`: instants in UTC, floating times without an offset.
        case isoWithOffset
        /// `20180322T100000`: the local time, whatever its zone.
        case basicLocal
    }

    let rootDeclarations: [(prefix: String, namespace: String)]
    let calendar: [Row]
    let event: [Row]
    let times: TimeForm
    /// Whether sessions are in the order of their starts.
    let isOrderedByStart: Bool
    /// The duration that the software itself writes, from seconds; no reader can make sense of it.
    let quirkyDuration: @Sendable (Int) -> String
    /// Whether the document is one line of ASCII without an XML declaration.
    let isBare: Bool
}

extension ConferenceProfile {
    private static let pentabarfNamespace = "http://pentabarf.org"

    /// Open Event Server's exporter.
    static let openEvent = ConferenceProfile(
        rootDeclarations: [("xCal", LegacyDialect.basicNamespace)],
        calendar: [
            Row("version", .fixed("2.0")),
            Row("prodid", .fixed("-//fossasia//open-event//EN")),
            Row("x-wr-caldesc", .calendarName(Name(known: "X-WR-CALDESC"), prefix: "Schedule for sessions at ")),
            Row("x-wr-calname", .calendarName(nil, prefix: "")),
        ],
        event: [
            Row("method", .fixed("PUBLISH")),
            Row("uid", .text(.uid, otherwise: "")),
            Row("dtstart", .start),
            Row("dtend", .end),
            Row("duration", .duration),
            Row("summary", .text(.summary, otherwise: "")),
            Row("description", .text(.description, otherwise: "N/A")),
            Row("class", .text(.classification, otherwise: "PUBLIC")),
            Row("status", .text(.status, otherwise: "CONFIRMED")),
            Row("categories", .categories),
            Row("url", .text(.url, otherwise: "")),
            Row("location", .text(.location, otherwise: "Not decided yet")),
            Row("attendee", .speakers),
        ],
        times: .isoWithOffset,
        isOrderedByStart: true,
        quirkyDuration: { seconds in
            // Python's str() of a timedelta, with the zeros that the exporter appends.
            let days = seconds / 86_400
            let rest = seconds % 86_400
            let clock = "\(rest / 3600):\(twoDigits(rest / 60 % 60)):\(twoDigits(rest % 60))"
            return (days == 0 ? "" : days == 1 ? "1 day, " : "\(days) days, ") + clock + "00:00"
        },
        isBare: true
    )

    /// Pentabarf, and frab and pretalx after it.
    static let pentabarf = ConferenceProfile(
        rootDeclarations: [("pentabarf", pentabarfNamespace), ("xCal", LegacyDialect.basicNamespace)],
        calendar: [
            Row("version", .fixed("2.0")),
            Row("prodid", .fixed("-//Pentabarf//Schedule//EN")),
            Row("x-wr-caldesc", .calendarName(Name(known: "X-WR-CALDESC"), prefix: "")),
            Row("x-wr-calname", .calendarName(nil, prefix: "")),
        ],
        event: [
            Row("method", .fixed("PUBLISH")),
            Row("uid", .text(.uid, otherwise: "")),
            Row("pentabarf:event-id", .kept(.nothing)),
            Row("pentabarf:event-slug", .kept(.nothing)),
            Row("pentabarf:title", .kept(.summary)),
            Row("pentabarf:subtitle", .kept(.nothing)),
            Row("pentabarf:language", .kept(.language)),
            Row("pentabarf:language-code", .kept(.language)),
            Row("dtstart", .start),
            Row("dtend", .end),
            Row("duration", .duration),
            Row("summary", .text(.summary, otherwise: "")),
            Row("description", .text(.description, otherwise: "")),
            Row("class", .text(.classification, otherwise: "PUBLIC")),
            Row("status", .text(.status, otherwise: "CONFIRMED")),
            Row("category", .eachCategory),
            Row("url", .text(.url, otherwise: "")),
            Row("location", .text(.location, otherwise: "")),
            Row("attendee", .speakers),
        ],
        times: .basicLocal,
        isOrderedByStart: false,
        quirkyDuration: { "\(twoDigits($0 / 3600))H\(twoDigits($0 / 60 % 60))M\(twoDigits($0 % 60))S" },
        isBare: false
    )

    /// The foreign namespace of the family, by the prefix of a row's element.
    func namespace(of prefix: String) -> String? { rootDeclarations.first { $0.prefix == prefix }?.namespace }
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

extension Name {
    static let url = Name(known: "URL") ?? .uid
}
