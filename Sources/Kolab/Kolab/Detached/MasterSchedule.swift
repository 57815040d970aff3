internal import CalendarModel
internal import ICalendar
internal import Recurrence
internal import TimeZones

/// When a series takes place, on its own clock, whatever it excludes.
struct MasterSchedule {
    let start: EventTime
    let excludedDays: Set<Int>
    private let rules: ZoneRules?
    private let set: RecurrenceSet
    /// Days are tried one by one, so that none may cost much.
    private static let stepBudget = 10_000

    init?(_ master: CalendarItem, zones: ZoneDirectory) {
        guard let start = master.start ?? master.due else { return nil }
        self.start = start
        rules = start.zone.flatMap { zones.rules(named: $0) }
        let clock = rules ?? .utc
        let dates = (master.rules.isEmpty ? [start.civil] : []) + master.additionalDates.map(\.start.civil)
        var set = RecurrenceSet(dates).merged(
            with: master.rules.map { RecurrenceSequence($0, from: start.civil, isAllDay: start.isDate, in: clock) }
        )
        set.stepBudget = Self.stepBudget
        self.set = set
        excludedDays = Set(master.exclusions.map(\.date.dayNumber))
    }
}

extension MasterSchedule {
    /// The occurrence that would be on a day.
    func nominal(onDay day: Int) -> EventTime { start.onDay(CivilDate(dayNumber: day)) }

    /// Whether the series, ignoring exclusions, takes place on a day.
    func occurs(onDay day: Int) -> Bool { set.contains(nominal(onDay: day).civil) }

    /// What the series' clock shows at a time of any form.
    func local(of time: EventTime, zones: ZoneDirectory) -> Int {
        let seconds = time.civil.secondsSinceEpoch
        if time.isDate || start.isDate || time.zone == start.zone { return seconds }
        guard let instant = time.instant(in: zones) else { return seconds }
        switch start {
        case .utc: return instant
        case .zoned: return rules.map { $0.local(at: instant).secondsSinceEpoch } ?? seconds
        case .date, .floating: return seconds
        }
    }

    /// From half way to the occurrence before to half way to the one after, in seconds on the series' clock.
    func reach(ofDay day: Int) -> ClosedRange<Int> {
        let place = nominal(onDay: day).civil.secondsSinceEpoch
        let before = set.previous(before: CivilDateTime(secondsSinceEpoch: place))?.secondsSinceEpoch
        let after = set.next(atOrAfter: CivilDateTime(secondsSinceEpoch: place + 1))?.secondsSinceEpoch
        let left = before.map { place - $0 } ?? after.map { $0 - place } ?? 0
        let right = after.map { $0 - place } ?? left
        return place - left / 2...place + right / 2
    }

    /// The day of the occurrence nearest to a time of the series' clock, of those not excluded; nil if two are as near.
    func dayOfNearest(to local: Int) -> Int? {
        let moment = CivilDateTime(secondsSinceEpoch: local)
        let before = unexcluded(set.reversed(before: moment))
        let after = unexcluded(
            set.within(moment..<CivilDateTime(CivilDate(year: 9999, month: 12, day: 31), moment.time))
        )
        switch (before, after) {
        case (nil, nil): return nil
        case (let day?, nil), (nil, let day?): return day.date.dayNumber
        case (let before?, let after?):
            let distances = (local - before.secondsSinceEpoch, after.secondsSinceEpoch - local)
            if distances.0 == distances.1 { return nil }
            return (distances.0 < distances.1 ? before : after).date.dayNumber
        }
    }

    private func unexcluded(_ occurrences: Occurrences) -> CivilDateTime? {
        occurrences.prefix(100).first { !excludedDays.contains($0.date.dayNumber) }
    }
}

extension EventTime {
    /// The instant in seconds since 1970-01-01T00:00:00Z; nil for whole days, floating times and unknown zones.
    func instant(in zones: ZoneDirectory) -> Int? {
        switch self {
        case .date, .floating: nil
        case .utc(let time): time.secondsSinceEpoch
        case .zoned(let time, let zone): zones.rules(named: zone)?.instant(of: time)
        }
    }
}
