internal import CalendarModel
internal import ICalendar
internal import TimeZones

/// What the search compares of an item, made ready once.
///
/// Texts are compared by their hashes alone; they are nil where there is no text, so that missing texts never match.
struct ExceptionTraits: Sendable {
    /// What the owner of the object calls it.
    let id: String
    let uid: String
    let recurrenceID: EventTime?
    /// Equal for objects of one folder and kind.
    let group: Int
    /// Ignoring case and blanks.
    let summary: Int?
    let start: EventTime?
    /// The instant of the start, or the local time where there is no instant.
    let moment: Int
    let length: Int?
    let created: Int?
    let modified: Int?
    let organizer: Int?
    let attendees: Int?
    let categories: Int?
    let description: Int?
    let classification: Int?
    let alarms: Int?
    /// What to report about it when it is joined.
    let cautions: [DetachedException.Caution]

    init(_ item: CalendarItem, of object: StoredSeries, zones: ZoneDirectory) {
        id = object.id
        uid = item.uid
        recurrenceID = item.recurrenceID?.time
        group = [object.series.kind.rawValue, object.folder].hashValue
        summary = Self.hash(Self.folded(item.summary))
        start = item.start ?? item.due
        let shown = start?.civil.secondsSinceEpoch ?? 0
        moment = start?.instant(in: zones) ?? shown
        let end = item.finish?.civil.secondsSinceEpoch
        length = item.start == nil ? nil : end.map { $0 - shown } ?? item.duration?.totalSeconds
        created = item.created?.secondsSinceEpoch
        modified = item.lastModified?.secondsSinceEpoch
        organizer = Self.hash(item.organizer?.address.lowercased() ?? "")
        attendees = Self.hash(item.attendees.map { $0.person.address.lowercased() }.sorted())
        categories = Self.hash(item.categories)
        description = Self.hash(item.description ?? "")
        classification = item.classification?.hashValue
        alarms = Self.hash(item.alarms)
        var cautions: [DetachedException.Caution] = []
        if !item.attendees.isEmpty { cautions.append(.hasAttendees) }
        if !item.attachments.isEmpty { cautions.append(.hasAttachments) }
        self.cautions = cautions
    }

    private static func hash(_ value: some Collection & Hashable) -> Int? { value.isEmpty ? nil : value.hashValue }

    /// A summary with case and blanks evened out.
    private static func folded(_ summary: String?) -> String {
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
