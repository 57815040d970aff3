internal import CalendarModel
internal import ICalendar
internal import TimeZones

/// The occurrences of a series as the series has them, from which its overrides differ.
struct NominalOccurrences: Sendable {
    private let master: CalendarItem
    private let start: EventTime
    private let clock: WallClock

    /// Those of a series; nil if it has no start.
    init?(of master: CalendarItem, _ zones: CalendarZones) {
        guard let start = master.start ?? master.due else { return nil }
        self.master = master.withoutRecurrence
        self.start = start
        clock = WallClock(start, zones)
    }

    /// The day of a recurrence id in the series' own zone.
    func day(of id: EventTime) -> CivilDate { clock.day(of: id) }

    /// The occurrence on a day.
    func occurrence(on day: CivilDate) -> CalendarItem { master.moved(to: start.onDay(day)) }
}
