internal import ICalendar

/// The rules worth trying for a set of days: those that Kolab can express, with the intervals that the days suggest.
struct RuleCandidates {
    /// A rule without an end, and the day on which it starts.
    struct Candidate {
        var rule: RecurrenceRule
        var start: Int

        /// A day from which the rule gives the same days, and one or more before the start.
        var anchor: Int {
            let date = CivilDate(dayNumber: start)
            switch rule.frequency {
            case .daily: return start - 3 * rule.interval
            case .weekly: return start - 3 * 7 * rule.interval
            default:
                let months = (rule.frequency == .monthly ? 1 : 12) * rule.interval
                return [3, 2, 1].lazy.compactMap { date.earlier(byMonths: $0 * months) }.first?.dayNumber ?? start
            }
        }
    }

    private let days: [Int]
    private(set) var all: [Candidate] = []

    /// - Parameter days: at least one day, counted from 1970-01-01, ascending, each once.
    init(for days: [Int]) {
        self.days = days
        addDaily()
        for weekStart in [Weekday.monday, .sunday] { addWeekly(weekStart) }
        addMonthly()
        addYearly()
    }
}

// MARK: - Frequencies

extension RuleCandidates {
    private mutating func addDaily() {
        // Every seventh day is weekly.
        for (interval, start) in intervals(of: days, unit: { $0 }) where interval % 7 != 0 {
            add(RecurrenceRule(.daily), interval, start)
        }
    }

    /// Weekdays are added in the order of their frequency: the most frequent alone, the two most frequent, and so on.
    private mutating func addWeekly(_ weekStart: Weekday) {
        let shift = weekStart == .monday ? 3 : 4
        func week(_ day: Int) -> Int { (day + shift - (day + shift < 0 ? 6 : 0)) / 7 }
        for (interval, first) in intervals(of: days, unit: week) {
            // Where the week starts matters only if weeks are skipped.
            if weekStart != .monday, interval == 1 { continue }
            let inPhase = days.filter { (week($0) - week(first)) % interval == 0 }
            let weekdays = ranked(inPhase.map { Weekday(dayNumber: $0) })
            for count in weekdays.indices.map({ $0 + 1 }) {
                let chosen = weekdays.prefix(count).sorted()
                guard let start = inPhase.first(where: { chosen.contains(Weekday(dayNumber: $0)) }) else { continue }
                var rule = RecurrenceRule(.weekly)
                if chosen != [Weekday(dayNumber: start)] { rule.byDay = chosen.map { .init($0) } }
                if weekStart != .monday { rule.weekStart = weekStart }
                add(rule, interval, start)
            }
        }
    }

    private mutating func addMonthly() {
        addByKey(unit: Self.month, key: { CivilDate(dayNumber: $0).day }) { _ in RecurrenceRule(.monthly) }
        for isLast in [false, true] {
            addByKey(unit: Self.month, key: { Self.position($0, isLast: isLast) }) { position in
                var rule = RecurrenceRule(.monthly)
                rule.byDay = [position]
                return rule
            }
        }
    }

    private mutating func addYearly() {
        func year(_ day: Int) -> Int { CivilDate(dayNumber: day).year }
        addByKey(
            unit: year,
            key: { day in
                let date = CivilDate(dayNumber: day)
                return date.month * 100 + date.day
            }
        ) { _ in RecurrenceRule(.yearly) }
        addByKey(unit: year, key: { $0 - CivilDate(year: year($0), month: 1, day: 1).dayNumber + 1 }) { number in
            var rule = RecurrenceRule(.yearly)
            rule.byYearDay = [number]
            return rule
        }
        for isLast in [false, true] {
            addByKey(
                unit: year,
                key: { day in
                    Self.position(day, isLast: isLast).map {
                        MonthPosition(month: CivilDate(dayNumber: day).month, position: $0)
                    }
                }
            ) { key in
                var rule = RecurrenceRule(.yearly)
                rule.byMonth = [.init(key.month)]
                rule.byDay = [key.position]
                return rule
            }
        }
    }

    private struct MonthPosition: Hashable {
        var month: Int
        var position: RecurrenceRule.WeekdayPosition
    }

    private static func month(_ day: Int) -> Int {
        let date = CivilDate(dayNumber: day)
        return date.year * 12 + date.month
    }

    /// Which weekday of its month a day is, from the front, or as the last one.
    private static func position(_ day: Int, isLast: Bool) -> RecurrenceRule.WeekdayPosition? {
        let date = CivilDate(dayNumber: day)
        if !isLast { return .init(date.weekday, ordinal: (date.day + 6) / 7) }
        guard date.day > CivilDate.daysInMonth(date.month, of: date.year) - 7 else { return nil }
        return .init(date.weekday, ordinal: -1)
    }
}

// MARK: - Keys and intervals

extension RuleCandidates {
    private mutating func add(_ rule: RecurrenceRule, _ interval: Int, _ start: Int) {
        var rule = rule
        rule.interval = interval
        all.append(Candidate(rule: rule, start: start))
    }

    /// Adds rules for the most frequent values of a key that all occurrences of a rule share.
    private mutating func addByKey<Key: Hashable>(
        unit: (Int) -> Int,
        key: (Int) -> Key?,
        rule: (Key) -> RecurrenceRule
    ) {
        let keyed = days.compactMap { day in key(day).map { (day, $0) } }
        for value in ranked(keyed.map(\.1)).prefix(3) {
            let matching = keyed.filter { $0.1 == value }.map(\.0)
            for (interval, start) in intervals(of: matching, unit: unit) {
                let rule = rule(value)
                // Every twelfth month is yearly.
                if rule.frequency != .monthly || interval % 12 != 0 { add(rule, interval, start) }
            }
        }
    }

    /// The values by how often they occur, the most frequent first, of equals the first.
    private func ranked<Value: Hashable>(_ values: [Value]) -> [Value] {
        var counts: [Value: (count: Int, first: Int)] = [:]
        for (index, value) in values.enumerated() { counts[value, default: (0, index)].count += 1 }
        return counts.sorted { ($1.value.count, $0.value.first) < ($0.value.count, $1.value.first) }.map(\.key)
    }

    /// Intervals that the distances between days suggest, each with the first day that lies in its commonest phase.
    private func intervals(of days: [Int], unit: (Int) -> Int) -> [(interval: Int, start: Int)] {
        let units = days.map(unit)
        let distances = zip(units.dropFirst(), units).map { $0 - $1 }.filter { $0 > 0 }
        var found: [Int] = []
        let divisor = distances.reduce(0) { Self.greatestCommonDivisor($0, $1) }
        for interval in [1, divisor] + ranked(distances).prefix(3) where interval > 0 && !found.contains(interval) {
            found.append(interval)
        }
        return found.compactMap { interval in
            let phases = units.map { ($0 % interval + interval) % interval }
            guard let phase = ranked(phases).first, let index = phases.firstIndex(of: phase) else { return nil }
            return (interval, days[index])
        }
    }

    private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
        second == 0 ? first : greatestCommonDivisor(second, first % second)
    }
}

extension CivilDate {
    /// The same day some months earlier; nil if there is no such day.
    fileprivate func earlier(byMonths count: Int) -> CivilDate? {
        let months = year * 12 + month - 1 - count
        let date = CivilDate(year: months / 12, month: months % 12 + 1, day: day)
        return date.isValid ? date : nil
    }
}
