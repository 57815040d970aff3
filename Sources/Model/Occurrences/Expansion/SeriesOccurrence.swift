public import CalendarModel
internal import ICalendar

/// One occurrence of a series, with the item that describes it.
public struct SeriesOccurrence: Sendable {
    /// The items of the series, and which of them describes the occurrence.
    let items: [CalendarItem]
    package let index: Int
    /// When it begins; a time in a gap has been moved.
    public let start: EventTime
    /// When it is over: the first moment, or the first day, after it. Nil for to-dos and journals that state none.
    public let end: EventTime?
    /// What ``start`` is read on.
    let clock: OccurrenceClock
    /// When it begins in seconds since 1970-01-01T00:00:00Z; nil for floating times and whole days.
    public let instant: Int?
    /// When it is over in seconds since 1970-01-01T00:00:00Z; nil for floating times, whole days, and where no end is stated.
    public let endInstant: Int?
    /// Which occurrence of its series it is, as the master has it; nil outside a recurring series.
    public let recurrenceID: EventTime?
    /// Whether an override describes it.
    public let isOverride: Bool
    /// Its position among others: an instant.
    let order: Int
}

extension SeriesOccurrence {
    /// The zone of ``start`` by its name in the tz database, or as the calendar names its own zone; `UTC`; nil for
    /// floating times and whole days.
    public var zone: String? { clock.zone }

    /// ``end`` as the clock of ``start`` shows it; they differ where an event ends in another zone.
    public var endOnStartClock: EventTime? {
        endInstant.map { start.showing(CivilDateTime(secondsSinceEpoch: clock.local(at: $0))) } ?? end
    }

    /// The item that describes it: the master, or an override.
    public var item: CalendarItem { items[index] }

    /// The occurrence as a separate item: without rules, with the times and the recurrence id of the occurrence.
    public var single: CalendarItem {
        var single = item
        single.rules = []
        single.exceptionRules = []
        single.additionalDates = []
        single.exclusions = []
        single.forgetUnreadableRecurrence()
        single.forgetRepairedForms()
        single.recurrenceID = recurrenceID.map { .init($0) }
        let statesDuration = single.duration != nil
        if single.start != nil || single.due == nil { single.start = start }
        if !statesDuration, single.finish != nil { single.finish = end }
        return single
    }
}
