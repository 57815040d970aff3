internal import ICalendar

/// An event, to-do or journal entry: the data of RFC 5545 and Kolab in common terms.
///
/// A field that is nil or empty was not stated. What has no field here, or contains more than its field can represent,
/// is in `preserved`.
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
    var storage: [Fields]

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
