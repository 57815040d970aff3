internal import CalendarModel
public import ICalendar
public import TimeZones

/// The events of one user, or of several together: each event once.
public struct StoreCalendar: Sendable {
    /// Where the events are.
    public let store: any EventStore
    /// The users, by id; the first is the main one.
    public private(set) var attendeeIDs: [String]

    /// The calendar of users; of all users if none are given.
    public init(_ store: any EventStore, of attendees: [CalendarUser] = []) {
        self.store = store
        attendeeIDs = attendees.map(\.id)
    }

    /// The user whose events are imported without an organizer; nil if there are no users.
    public var mainAttendeeID: String? { attendeeIDs.first }

    /// Adds a user.
    public mutating func add(_ attendee: CalendarUser) {
        if !attendeeIDs.contains(attendee.id) { attendeeIDs.append(attendee.id) }
    }

    /// Takes a user away.
    public mutating func remove(_ attendee: CalendarUser) { attendeeIDs.removeAll { $0 == attendee.id } }
}

extension StoreCalendar {
    /// The events in a period; see ``EventStore/events(in:matching:)``.
    public func events(in period: Period = .always, matching criteria: Criteria = Criteria()) throws -> [Event] {
        try store.events(in: period, matching: restricted(criteria))
    }

    /// The events on a day.
    public func events(onDay day: CivilDate, in zone: ZoneRules = .utc) throws -> [Event] {
        try events(in: Period(day: day, in: zone))
    }

    /// The occurrences in a period; see ``EventStore/occurrences(in:matching:)``.
    public func occurrences(in period: Period, matching criteria: Criteria = Criteria()) throws -> [Occurrence] {
        try store.occurrences(in: period, matching: restricted(criteria))
    }

    /// What takes place on a day, cut at its midnights.
    public func segments(onDay day: CivilDate, in zone: ZoneRules = .utc) throws -> [OccurrenceSegment] {
        try store.segments(onDay: day, in: zone, matching: restricted(Criteria()))
    }

    /// The criteria for these users; criteria that name others find what concerns them alone.
    func restricted(_ criteria: Criteria) -> Criteria {
        criteria.completed(by: Criteria(attendees: attendeeIDs))
    }

    /// The year that it is, and those next to it: the years that a choice offers.
    public var recentYears: ClosedRange<Int> {
        let year = store.configuration.nowUTC.date.year
        return year - 1...year + 1
    }
}

extension CalendarUser {
    /// What the user takes part in.
    public func events(
        in store: some EventStore,
        _ period: Period = .always,
        matching criteria: Criteria = Criteria()
    ) throws -> [Event] {
        try StoreCalendar(store, of: [self]).events(in: period, matching: criteria)
    }

    /// When the user takes part in something.
    public func occurrences(
        in store: some EventStore,
        _ period: Period,
        matching criteria: Criteria = Criteria()
    ) throws -> [Occurrence] {
        try StoreCalendar(store, of: [self]).occurrences(in: period, matching: criteria)
    }
}
