internal import CalendarModel
internal import ICalendar
internal import Recurrence
internal import TimeZones

/// How an item's rules are expressed in Kolab.
struct RecurrenceChoice: Sendable {
    var pattern: KolabRecurrence
    /// Whether the pattern has exactly the same occurrences.
    var isExact: Bool
    /// The first day on which the pattern has an occurrence and the rules have none.
    var firstWrong: CivilDate?
    /// The first day on which the rules have an occurrence and the pattern has none.
    var firstMissing: CivilDate?

    /// The pattern of an item's rules; nil if it has none.
    init?(_ item: CalendarItem, zones: CalendarZones, _ weights: NearestPattern.Weights = .current) {
        guard let rule = item.rules.first, let start = item.start ?? item.due else { return nil }
        let wallClock = WallClock(start, zones)
        if item.rules.count == 1, item.exceptionRules.isEmpty,
            var pattern = Mapping.recurrence.pattern(of: rule, start: start.date)
        {
            pattern.range = wallClock.range(of: rule, start)
            self.init(pattern: pattern, isExact: true)
            return
        }
        self = NearestPattern(item, start, wallClock, weights).choice
    }

    init(pattern: KolabRecurrence, isExact: Bool, firstWrong: CivilDate? = nil, firstMissing: CivilDate? = nil) {
        self.pattern = pattern
        self.isExact = isExact
        self.firstWrong = firstWrong
        self.firstMissing = firstMissing
    }

}

/// The clock on which a series recurs.
struct WallClock: Sendable {
    let rules: ZoneRules?
    private let start: EventTime
    private let zones: CalendarZones

    init(_ start: EventTime, _ zones: CalendarZones) {
        self.start = start
        rules = start.zone.flatMap { zones.rules(named: $0) }
        self.zones = zones
    }

    /// What the clock shows at an instant.
    func local(_ utc: Int) -> Int { rules.map { utc + $0.offset(at: utc) } ?? utc }

    /// The end of a rule as Kolab writes it: the last day with a moment not after UNTIL.
    func range(of rule: RecurrenceRule, _ start: EventTime) -> KolabRecurrence.Range {
        if let count = rule.count { return .number(count) }
        switch rule.until {
        case nil: return .none
        case .date(let date): return .date(date)
        case .local(let time): return .date(lastDay(time, start))
        case .utc(let time):
            return .date(lastDay(CivilDateTime(secondsSinceEpoch: local(time.secondsSinceEpoch)), start))
        }
    }

    private func lastDay(_ until: CivilDateTime, _ start: EventTime) -> CivilDate {
        start.isDate || until.time >= start.civil.time ? until.date : until.date.addingDays(-1)
    }

    /// The day that a time of the series has in the series' own zone.
    func day(of time: EventTime) -> CivilDate {
        time.isDate ? time.date : civil(of: time).date
    }

    /// What the clock shows at a time of any form; a time in a zone shows itself to a series of whole days, or without one.
    func civil(of time: EventTime) -> CivilDateTime {
        switch time {
        case .date, .floating: return time.civil
        case .utc(let civil):
            return start.isDate ? civil : CivilDateTime(secondsSinceEpoch: local(civil.secondsSinceEpoch))
        case .zoned(let civil, let zone):
            if start.isDate || start.zone == zone { return civil }
            if case .floating = start { return civil }
            guard let instant = zones.rules(named: zone)?.instant(of: civil) else { return civil }
            return CivilDateTime(secondsSinceEpoch: local(instant))
        }
    }
}
