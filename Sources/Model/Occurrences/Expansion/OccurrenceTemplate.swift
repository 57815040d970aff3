internal import CalendarModel
internal import ICalendar

/// How an item describes the occurrences that it represents.
struct OccurrenceTemplate: Sendable {
    /// The item's index among those of its series.
    let index: Int
    /// The form of its start.
    let form: EventTime
    let clock: OccurrenceClock
    var extent: OccurrenceExtent
    /// The form of its end.
    var endForm: EventTime?
    /// How much later than the master has it an occurrence begins, in seconds on the wall clock, or exactly where the
    /// clocks differ.
    var shift = 0
    var isOverride = false

    init(_ item: CalendarItem, at index: Int, start: EventTime, clocks: inout SeriesClocks) {
        self.index = index
        form = start
        clock = clocks.clock(of: start)
        extent = OccurrenceExtent(of: item, start: start, clock: clock, clocks: &clocks)
        endForm = item.finish
    }

    /// The start, on the template's clock, of the occurrence at `position` on the master's.
    func start(of position: Int, on master: OccurrenceClock) -> (local: Int, position: Int) {
        if shift == 0, clock.isSame(as: master) { return (clock.local(at: position), position) }
        if clock.hasInstants, master.hasInstants, !clock.isSame(as: master) {
            return (clock.local(at: position + shift), position + shift)
        }
        let moved = clock.position(ofLocal: master.local(at: position) + shift)
        return (clock.local(at: moved), moved)
    }
}
