internal import ICalendar

extension ZoneRules {
    /// The rules that the observances of a VTIMEZONE describe, evaluated as written (RFC 5545 §3.6.5).
    ///
    /// Before the first onset `known` holds, or else its TZOFFSETFROM. A DTSTART that its own RRULE does not yield is
    /// not an onset: such files give both observances the same day, often 1 January 1970 or 1601, and mean the rule. A
    /// rule that no clocks follow (daily, by week number) counts as absent. Nil if there is no observance.
    public convenience init?(observances: [ZoneObservance], before known: ZoneRules? = nil) {
        var reader = ObservanceReader()
        for observance in observances { reader.addDates(of: observance) }
        reader.addEndlessRules()
        reader.onsets.sort { ($0.instant, $0.order) < ($1.instant, $1.order) }
        guard let first = reader.firstObservance else { return nil }
        let transitions = reader.onsets.map { ($0.instant, $0.type) }
        let tail = ZoneTail(onsets: reader.endless)
        if let known, let start = transitions.first?.0, start < known.tableEnd {
            let earlier = known.transitions(in: Int.min..<start)
            self.init(
                initial: earlier.first?.before ?? known.type(at: start - 1),
                transitions: earlier.map { ($0.instant, $0.after) } + transitions,
                tail: tail,
                tailStartYear: reader.tailStartYear
            )
            return
        }
        let before = first.offsetFrom
        // A first onset that moves no clock gives them a name they did not have before.
        let alike = observances.filter { $0.offsetTo == before && ($0.type != first.type || observances.count == 1) }
        let initial = alike.first { !$0.isDaylight }?.type ?? alike.first?.type ?? LocalTimeType(offset: before.seconds)
        self.init(
            initial: initial,
            transitions: transitions,
            tail: tail,
            tailStartYear: reader.tailStartYear
        )
    }
}

/// Collects onsets, within limits far above any real zone.
private struct ObservanceReader {
    var onsets: [(instant: Int, order: Int, type: LocalTimeType)] = []
    var endless: [YearlyOnset] = []
    var tailStartYear = 1601
    private(set) var firstObservance: ZoneObservance?
    private var firstInstant = Int.max
    private var endlessObservances: [(order: Int, observance: ZoneObservance)] = []
    private var order = 0
    private var remainingYears = 20_000
    private var remainingOnsets = 50_000

    private static let lastYear = 9999
    /// A rule that repeats less often is listed up to the last year instead.
    private static let longestInterval = 16
    /// No zone has more than two; what a hostile file adds counts by its DTSTART alone.
    private static let mostEndlessRules = 16
    private static let mostOnsetsAYear = 12

    /// Adds everything finite; endless rules are remembered for ``addEndlessRules()``.
    mutating func addDates(of observance: ZoneObservance) {
        order += 1
        for date in observance.recurrenceDates where date.isValid { add(date, of: observance) }
        guard observance.start.isValid, (1...Self.lastYear).contains(observance.start.date.year) else { return }
        guard let rule = observance.rule, let (days, interval) = YearlyDays.read(rule, start: observance.start.date)
        else { return add(observance.start, of: observance) }
        let countBefore = onsets.count
        let isEndless = rule.count == nil && rule.until == nil && interval <= Self.longestInterval
        if isEndless {
            let start = observance.start
            guard endless.count < Self.mostEndlessRules,
                days.dayNumbers(in: start.date.year).count <= Self.mostOnsetsAYear
            else { return add(start, of: observance) }
            endless.append(
                YearlyOnset(
                    days: days,
                    secondOfDay: start.time.secondOfDay,
                    offsetBefore: observance.offsetFrom.seconds,
                    type: observance.type,
                    interval: interval,
                    firstYear: start.date.year
                )
            )
            endlessObservances.append((order, observance))
            tailStartYear = max(tailStartYear, start.date.year + 1)
            expand(days, interval, of: observance, through: start.date.year + interval)
        } else {
            expand(days, interval, of: observance, through: Self.lastYear)
        }
        if onsets.count == countBefore { add(observance.start, of: observance) }
    }

    /// Lists endless rules up to the year from which nothing else happens.
    mutating func addEndlessRules() {
        if let last = onsets.map(\.instant).max() {
            tailStartYear = max(tailStartYear, ZoneRules.year(of: last) + 1)
        }
        for (onset, (order, observance)) in zip(endless, endlessObservances) {
            self.order = order
            let listed = observance.start.date.year + onset.interval
            guard listed < tailStartYear - 1 else { continue }
            expand(onset.days, onset.interval, of: observance, from: listed + 1, through: tailStartYear - 1)
        }
    }

    private mutating func expand(
        _ days: YearlyDays,
        _ interval: Int,
        of observance: ZoneObservance,
        from first: Int? = nil,
        through last: Int
    ) {
        let start = observance.start
        var remaining = observance.rule?.count ?? .max
        let second = start.time.secondOfDay
        for year in stride(from: start.date.year, through: min(last, Self.lastYear), by: interval) {
            guard year >= first ?? year else { continue }
            guard remainingYears > 0 else { return }
            remainingYears -= 1
            for day in days.dayNumbers(in: year) where day >= start.date.dayNumber {
                let local = CivilDateTime(secondsSinceEpoch: day * 86_400 + second)
                guard remaining > 0, observance.rule?.until?.admits(local, observance) != false else { return }
                remaining -= 1
                add(local, of: observance)
            }
        }
    }

    private mutating func add(_ local: CivilDateTime, of observance: ZoneObservance) {
        guard remainingOnsets > 0 else { return }
        remainingOnsets -= 1
        let instant = observance.instant(local)
        if instant < firstInstant { (firstInstant, firstObservance) = (instant, observance) }
        onsets.append((instant, order, observance.type))
    }
}

extension RecurrenceRule.Until {
    /// Whether the onset `local` is not later; UNTIL is UTC here, but files with local times and dates exist.
    fileprivate func admits(_ local: CivilDateTime, _ observance: ZoneObservance) -> Bool {
        switch self {
        case .utc(let last): observance.instant(local) <= last.secondsSinceEpoch
        case .local(let last): local <= last
        case .date(let last): local.date <= last
        }
    }
}
