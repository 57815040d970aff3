internal import CalendarModel
internal import ICalendar
internal import TimeZones

/// What the search compares of an item, made ready once.
struct ExceptionTraits {
    /// Objects of one folder and kind have one number.
    var group = 0
    /// Equal summaries, case and blanks aside, have one number; nil where there is none.
    var summary: Int?
    let start: EventTime?
    /// The instant of the start, or what the clock shows where there is no instant.
    let moment: Int
    let length: Int?
    let created: Int?
    let modified: Int?
    let organizer: String
    let attendees: [String]

    init(_ item: CalendarItem, zones: ZoneDirectory) {
        start = item.start ?? item.due
        let shown = start?.civil.secondsSinceEpoch ?? 0
        moment = start?.instant(in: zones) ?? shown
        let end = item.finish?.civil.secondsSinceEpoch
        length = item.start == nil ? nil : end.map { $0 - shown } ?? item.duration?.totalSeconds
        created = item.created?.secondsSinceEpoch
        modified = item.lastModified?.secondsSinceEpoch
        organizer = item.organizer.map { $0.address.lowercased() } ?? ""
        attendees = item.attendees.map { $0.person.address.lowercased() }.sorted()
    }

    /// A summary with case and blanks evened out.
    static func folded(_ summary: String?) -> String {
        (summary ?? "").lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension ExceptionTraits {
    /// Seconds within which a creation and a change are one act of the user's.
    static let oneAct = 60

    /// Whether the exception was created when the series was changed, and the series itself was not created then.
    func wasCreatedAtChange(of series: ExceptionTraits) -> Bool {
        guard let created, let modified = series.modified, abs(created - modified) <= Self.oneAct else { return false }
        return series.created.map { created - $0 > Self.oneAct } ?? true
    }
}
