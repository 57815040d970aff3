public import ICalendar

/// An event, to-do or journal entry: the data of RFC 5545 and Kolab in common terms.
///
/// A field that is nil or empty was not stated. What has no field here, or contains more than its field can represent,
/// is in ``preserved``.
public struct CalendarItem: Hashable, Sendable {
    /// Which component it is.
    public enum Kind: String, Sendable, CaseIterable {
        case event = "VEVENT"
        case todo = "VTODO"
        case journal = "VJOURNAL"
    }

    /// Which occurrence of a series an item replaces (RFC 5545 §3.8.4.4).
    public struct RecurrenceID: Hashable, Sendable {
        /// The occurrence as the series would have it.
        public var time: EventTime
        /// Whether all later occurrences are replaced too.
        public var includesFuture: Bool

        /// Creates a recurrence id; `includesFuture` is RANGE=THISANDFUTURE.
        public init(_ time: EventTime, includesFuture: Bool = false) {
            self.time = time
            self.includesFuture = includesFuture
        }
    }

    /// An additional occurrence (RFC 5545 §3.8.5.2).
    public enum AdditionalDate: Hashable, Sendable {
        case time(EventTime)
        case period(EventTime, end: EventTime)
        case duration(EventTime, NominalDuration)

        /// When it starts.
        public var start: EventTime {
            switch self {
            case .time(let start), .period(let start, _), .duration(let start, _): start
            }
        }
    }

    /// CLASS.
    public enum Classification: String, Sendable, CaseIterable {
        case `public` = "PUBLIC"
        case `private` = "PRIVATE"
        case confidential = "CONFIDENTIAL"
    }

    /// STATUS, of all three kinds.
    public enum Status: String, Sendable, CaseIterable {
        case tentative = "TENTATIVE"
        case confirmed = "CONFIRMED"
        case cancelled = "CANCELLED"
        case needsAction = "NEEDS-ACTION"
        case completed = "COMPLETED"
        case inProcess = "IN-PROCESS"
        case draft = "DRAFT"
        case final = "FINAL"
    }

    /// TRANSP.
    public enum Transparency: String, Sendable, CaseIterable {
        case opaque = "OPAQUE"
        case transparent = "TRANSPARENT"
    }

    /// How the time shows in a free/busy view (X-MICROSOFT-CDO-BUSYSTATUS).
    public enum BusyStatus: String, Sendable, CaseIterable {
        case free = "FREE"
        case tentative = "TENTATIVE"
        case busy = "BUSY"
        case outOfOffice = "OOF"
    }

    /// The fields in a list of one: copies of an item share them until one of them is changed.
    private var storage: [Fields]

    private struct Fields: Hashable, Sendable {
        var kind: Kind
        var uid: String = ""
        var recurrenceID: RecurrenceID?
        var sequence: Int?
        var stamp: CivilDateTime?
        var created: CivilDateTime?
        var lastModified: CivilDateTime?
        var summary: String?
        var description: String?
        var location: String?
        var categories: [String] = []
        var classification: Classification?
        var status: Status?
        var transparency: Transparency?
        var busyStatus: BusyStatus?
        var colorLabel: String?
        var priority: Int?
        var percentComplete: Int?
        var completed: CivilDateTime?
        var start: EventTime?
        var end: EventTime?
        var due: EventTime?
        var duration: NominalDuration?
        var rules: [RecurrenceRule] = []
        var exceptionRules: [RecurrenceRule] = []
        var additionalDates: [AdditionalDate] = []
        var exclusions: [EventTime] = []
        var organizer: Person?
        var attendees: [Attendee] = []
        var attachments: [Attachment] = []
        var parent: String?
        var alarms: [Alarm] = []
        var writer: String?
        var preserved: Preserved = Preserved()
    }

    /// Which component it is.
    public var kind: Kind {
        get { storage[0].kind }
        _modify { yield &storage[0].kind }
    }
    /// UID; empty where none is given.
    public var uid: String {
        get { storage[0].uid }
        _modify { yield &storage[0].uid }
    }
    /// The occurrence it replaces; nil for a master or a single item.
    public var recurrenceID: RecurrenceID? {
        get { storage[0].recurrenceID }
        _modify { yield &storage[0].recurrenceID }
    }
    /// SEQUENCE.
    public var sequence: Int? {
        get { storage[0].sequence }
        _modify { yield &storage[0].sequence }
    }
    /// DTSTAMP, in UTC.
    public var stamp: CivilDateTime? {
        get { storage[0].stamp }
        _modify { yield &storage[0].stamp }
    }
    /// CREATED, in UTC.
    public var created: CivilDateTime? {
        get { storage[0].created }
        _modify { yield &storage[0].created }
    }
    /// LAST-MODIFIED, in UTC.
    public var lastModified: CivilDateTime? {
        get { storage[0].lastModified }
        _modify { yield &storage[0].lastModified }
    }
    /// SUMMARY.
    public var summary: String? {
        get { storage[0].summary }
        _modify { yield &storage[0].summary }
    }
    /// DESCRIPTION.
    public var description: String? {
        get { storage[0].description }
        _modify { yield &storage[0].description }
    }
    /// LOCATION.
    public var location: String? {
        get { storage[0].location }
        _modify { yield &storage[0].location }
    }
    /// CATEGORIES, all lists joined.
    public var categories: [String] {
        get { storage[0].categories }
        _modify { yield &storage[0].categories }
    }
    /// CLASS.
    public var classification: Classification? {
        get { storage[0].classification }
        _modify { yield &storage[0].classification }
    }
    /// STATUS.
    public var status: Status? {
        get { storage[0].status }
        _modify { yield &storage[0].status }
    }
    /// TRANSP.
    public var transparency: Transparency? {
        get { storage[0].transparency }
        _modify { yield &storage[0].transparency }
    }
    /// What a free/busy view shows beyond ``transparency``.
    public var busyStatus: BusyStatus? {
        get { storage[0].busyStatus }
        _modify { yield &storage[0].busyStatus }
    }
    /// The label of Outlook and Kolab (X-KOLAB-COLOR-LABEL).
    public var colorLabel: String? {
        get { storage[0].colorLabel }
        _modify { yield &storage[0].colorLabel }
    }
    /// PRIORITY, 0 to 9.
    public var priority: Int? {
        get { storage[0].priority }
        _modify { yield &storage[0].priority }
    }
    /// PERCENT-COMPLETE, 0 to 100.
    public var percentComplete: Int? {
        get { storage[0].percentComplete }
        _modify { yield &storage[0].percentComplete }
    }
    /// COMPLETED, in UTC.
    public var completed: CivilDateTime? {
        get { storage[0].completed }
        _modify { yield &storage[0].completed }
    }
    /// DTSTART.
    public var start: EventTime? {
        get { storage[0].start }
        _modify { yield &storage[0].start }
    }
    /// DTEND: the first moment, or the first day, after an event.
    public var end: EventTime? {
        get { storage[0].end }
        _modify { yield &storage[0].end }
    }
    /// DUE of a to-do.
    public var due: EventTime? {
        get { storage[0].due }
        _modify { yield &storage[0].due }
    }
    /// DURATION.
    public var duration: NominalDuration? {
        get { storage[0].duration }
        _modify { yield &storage[0].duration }
    }
    /// RRULE; more than one is rare.
    public var rules: [RecurrenceRule] {
        get { storage[0].rules }
        _modify { yield &storage[0].rules }
    }
    /// EXRULE (RFC 2445).
    public var exceptionRules: [RecurrenceRule] {
        get { storage[0].exceptionRules }
        _modify { yield &storage[0].exceptionRules }
    }
    /// RDATE, all lists joined.
    public var additionalDates: [AdditionalDate] {
        get { storage[0].additionalDates }
        _modify { yield &storage[0].additionalDates }
    }
    /// EXDATE, all lists joined.
    public var exclusions: [EventTime] {
        get { storage[0].exclusions }
        _modify { yield &storage[0].exclusions }
    }
    /// ORGANIZER.
    public var organizer: Person? {
        get { storage[0].organizer }
        _modify { yield &storage[0].organizer }
    }
    /// ATTENDEE.
    public var attendees: [Attendee] {
        get { storage[0].attendees }
        _modify { yield &storage[0].attendees }
    }
    /// ATTACH.
    public var attachments: [Attachment] {
        get { storage[0].attachments }
        _modify { yield &storage[0].attachments }
    }
    /// The UID of the parent (RELATED-TO of RELTYPE PARENT).
    public var parent: String? {
        get { storage[0].parent }
        _modify { yield &storage[0].parent }
    }
    /// VALARM.
    public var alarms: [Alarm] {
        get { storage[0].alarms }
        _modify { yield &storage[0].alarms }
    }
    /// PRODID of the program that last wrote this very item (Kolab's `product-id`).
    public var writer: String? {
        get { storage[0].writer }
        _modify { yield &storage[0].writer }
    }
    /// Everything that no field holds.
    public var preserved: Preserved {
        get { storage[0].preserved }
        _modify { yield &storage[0].preserved }
    }

    /// An item of which nothing is known.
    public init(_ kind: Kind) {
        storage = [Fields(kind: kind)]
    }
}

extension CalendarItem {
    /// Whether it recurs.
    public var isRecurring: Bool { !rules.isEmpty || !additionalDates.isEmpty }

    /// Whether its times are whole days.
    public var isAllDay: Bool { (start ?? due)?.isDate ?? false }

    /// The end: ``end`` or ``due``, whichever its kind has.
    public var finish: EventTime? {
        get { kind == .todo ? due : end }
        set { if kind == .todo { due = newValue } else { end = newValue } }
    }

    /// Whether every field, except ``preserved``, means the same.
    public func hasSameFields(as other: CalendarItem) -> Bool {
        var left = self
        var right = other
        left.preserved = Preserved()
        right.preserved = Preserved()
        // Equal fields have equal lines, and most are.
        if left == right { return true }
        return Component(tree: left.tree, index: 0).hasSameMeaning(as: Component(tree: right.tree, index: 0))
    }

    /// Whether another item of the same UID and occurrence is a newer revision: by SEQUENCE, then DTSTAMP (RFC 5546 §2.1.5),
    /// then LAST-MODIFIED.
    public func isOlder(than other: CalendarItem) -> Bool {
        let (left, right) = (sequence ?? 0, other.sequence ?? 0)
        if left != right { return left < right }
        let first = CivilDateTime(CivilDate(year: 1, month: 1, day: 1), CivilTime(hour: 0, minute: 0, second: 0))
        let stamps = (stamp ?? first, other.stamp ?? first)
        if stamps.0 != stamps.1 { return stamps.0 < stamps.1 }
        return lastModified ?? first < other.lastModified ?? first
    }
}
