internal import CalendarModel
internal import ICalendar
internal import Recurrence
internal import TimeZones

/// When the occurrences of a series are, on its own clock.
struct SeriesMoments {
    let start: EventTime
    private let clock: WallClock

    init(_ start: EventTime, _ zones: CalendarZones) {
        self.start = start
        clock = WallClock(start, zones)
    }

    /// What the series' clock shows at a time of any form.
    func civil(of time: EventTime) -> CivilDateTime { clock.civil(of: time) }

    /// The day of a time on the series' clock.
    func day(of time: EventTime) -> CivilDate { civil(of: time).date }

    /// Whether a recurrence id is that of the occurrence on a day as the series has it; a date contains only the day,
    /// and a time is never one of a series of whole days.
    func isNominal(_ id: EventTime, onDay day: CivilDate) -> Bool {
        if id.isDate { return id.date == day }
        return !start.isDate && civil(of: id) == start.onDay(day).civil
    }

    /// Whether a time is that of an occurrence of its day.
    func isNominal(_ id: EventTime) -> Bool { isNominal(id, onDay: day(of: id)) }

    /// Whether a time can be that of an occurrence, as far as types and clocks show; a time of one is never doubted
    /// where one of the two is a whole day.
    func mayName(_ time: EventTime) -> Bool {
        if start.isDate || time.isDate || isNominal(time) { return true }
        // A time that the clocks of a day skip is another that they show.
        guard let rules = clock.rules, let instant = rules.instant(of: civil(of: time)) else { return false }
        return instant == rules.instant(of: start.onDay(day(of: time)).civil)
    }

    /// The time that an object excludes for a changed occurrence: its own where that can be one of the series, else that
    /// of its day.
    func exclusion(of id: EventTime) -> EventTime { mayName(id) ? id : start.onDay(day(of: id)) }

    /// Whether an exclusion is that of a changed occurrence, and not of another on the same day.
    ///
    /// Only a cancelled one is excluded by the day of the object, which is then that of the occurrence of its day.
    func isExclusion(_ exclusion: EventTime, of change: CalendarItem) -> Bool {
        guard let id = change.recurrenceID?.time else { return false }
        return clock.isSame(exclusion, change.status == .cancelled ? self.exclusion(of: id) : id)
    }

    /// Whether a series excludes what an object excludes for a cancelled occurrence, though that is at another time.
    func isExclusionOfAnother(of change: CalendarItem, among exclusions: [EventTime]) -> Bool {
        guard change.status == .cancelled, let id = change.recurrenceID?.time, !mayName(id) else { return false }
        return exclusions.contains { isExclusion($0, of: change) }
    }

    /// Whether the rules and additional dates of a series with the start have a time, whatever is excluded.
    func occurs(_ time: EventTime, in master: CalendarItem) -> Bool {
        var set = RecurrenceSet([start.civil] + master.additionalDates.map { civil(of: $0.start) }).merged(
            with: master.rules.map {
                RecurrenceSequence($0, from: start.civil, isAllDay: start.isDate, wallClock: clock.local)
            }
        )
        set.stepBudget = 10_000
        return set.contains(civil(of: time))
    }

    /// Whether occurrences are when they were with another start.
    func agree(with other: EventTime) -> Bool {
        other.isDate == start.isDate && (start.isDate || civil(of: other.onDay(start.date)).time == start.civil.time)
    }

    /// How much later on its clock an occurrence is than it was with another start, in seconds.
    func shift(from other: EventTime) -> Int {
        guard !start.isDate, !other.isDate else { return 0 }
        return start.civil.secondsSinceEpoch - civil(of: other.onDay(start.date)).secondsSinceEpoch
    }

    /// A start as a content line.
    func line(of start: EventTime) -> String {
        switch start {
        case .date: "DTSTART;VALUE=DATE:\(start)"
        case .floating, .utc: "DTSTART:\(start)"
        case .zoned(_, let zone): "DTSTART;TZID=\(zone):\(start)"
        }
    }
}
