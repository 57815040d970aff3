internal import CalendarModel
internal import ICalendar
internal import Recurrence

/// Finds the pattern nearest to rules that Kolab cannot express.
///
/// Nearest is the pattern with the fewest wrong and missing days over the first 100 occurrences or two years, whichever
/// ends sooner; in a tie the pattern with the fewest words is taken. A missing day counts as much as twelve wrong ones:
/// a person invited to a meeting that does not exist asks, a person not invited misses it. A wrong day counts twice on
/// a weekday that the rules never use.
struct NearestPattern {
    /// What faults count, in wrong days.
    struct Weights: Sendable {
        var missingDay: Int
        /// A wrong day on a weekday that the rules never use, beyond what every wrong day counts.
        var strangeWeekday: Int

        /// Those by which patterns are chosen.
        static let current = Weights(missingDay: 12, strangeWeekday: 1)
        /// Those by which objects were written that are still read.
        static let earlier = [Weights(missingDay: 1, strangeWeekday: 0)]
    }

    private let weights: Weights
    private let start: EventTime
    private let interval: Int
    /// The days of the rules within the window in order, and the window's end.
    private let days: [Int]
    private let windowEnd: Int
    private let lastDay: CivilDate?

    private static let longestList = 100
    private static let longestWindow = 731
    private static let longestSet = 10_000

    init(_ item: CalendarItem, _ start: EventTime, _ wallClock: WallClock, _ weights: Weights = .current) {
        self.weights = weights
        self.start = start
        interval = item.rules.first?.interval ?? 1
        let set = Self.set(item, start, wallClock)
        let first = start.date.dayNumber
        var found: [Int] = []
        for occurrence in set.within(start.civil..<start.civil.addingSeconds(Self.longestWindow * 86_400)) {
            let day = occurrence.date.dayNumber
            if found.last != day { found.append(day) }
            if found.count == Self.longestList { break }
        }
        days = found
        windowEnd = found.count == Self.longestList ? (found.last ?? first) + 1 : first + Self.longestWindow
        let isEndless = item.rules.contains { $0.count == nil && $0.until == nil }
        lastDay = isEndless ? nil : Self.lastDay(set)
    }

    /// The last day of a set; nil for one so long that its end is beyond every calendar's use.
    private static func lastDay(_ set: RecurrenceSet) -> CivilDate? {
        var count = 0
        var last: CivilDateTime?
        for occurrence in set.first(longestSet) {
            count += 1
            last = occurrence
        }
        return count < longestSet ? last?.date : nil
    }

    private static func set(_ item: CalendarItem, _ start: EventTime, _ wallClock: WallClock) -> RecurrenceSet {
        var set = RecurrenceSet([start.civil])
        for rule in item.rules {
            set = set.merged(
                with: RecurrenceSequence(rule, from: start.civil, isAllDay: start.isDate, wallClock: wallClock.local)
            )
        }
        for rule in item.exceptionRules {
            set = set.removing(
                RecurrenceSequence(rule, from: start.civil, isAllDay: start.isDate, wallClock: wallClock.local)
            )
        }
        return set
    }

    /// The best pattern with its faults.
    var choice: RecurrenceChoice {
        var best = RecurrenceChoice(pattern: KolabRecurrence(cycle: "daily"), isExact: false)
        var bestFaults = Int.max
        let usedWeekdays = days.reduce(0) { $0 | Self.weekdayBit($1) }
        let dates = days.map { CivilDate(dayNumber: $0) }
        for candidate in candidates(dates) {
            // To see that a pattern cannot name most days is much less work than to find its days.
            guard leastFaults(of: candidate, dates) <= bestFaults else { continue }
            guard let rule = Mapping.recurrence.rule(of: candidate) else { continue }
            guard let faults = faults(of: rule, atMost: bestFaults, usedWeekdays),
                faults.weight < bestFaults
                    || faults.weight == bestFaults && candidate.wordCount < best.pattern.wordCount
            else { continue }
            bestFaults = faults.weight
            best = RecurrenceChoice(
                pattern: candidate,
                isExact: false,
                firstWrong: faults.firstWrong.map { CivilDate(dayNumber: $0) },
                firstMissing: faults.firstMissing.map { CivilDate(dayNumber: $0) }
            )
        }
        best.pattern.range = lastDay.map { .date($0) } ?? .none
        return best
    }

    /// What the days count that a pattern cannot name; the first may be that of the start, which every series has.
    private func leastFaults(of pattern: KolabRecurrence, _ dates: [CivilDate]) -> Int {
        weights.missingDay * dates.dropFirst().count { !pattern.mayName($0) }
    }

    /// On which days a pattern is wrong.
    private struct Faults {
        var weight = 0
        var firstWrong: Int?
        var firstMissing: Int?
    }

    /// The bit that the weekday of a day has.
    private static func weekdayBit(_ day: Int) -> UInt8 { 1 << UInt8((day % 7 + 7) % 7) }

    /// The faults of a rule; nil for one that has more than are of interest.
    private func faults(of rule: RecurrenceRule, atMost limit: Int, _ usedWeekdays: UInt8) -> Faults? {
        var faults = Faults()
        var next = 0
        func miss(until day: Int) {
            while next < days.count, days[next] < day {
                if faults.firstMissing == nil { faults.firstMissing = days[next] }
                faults.weight += weights.missingDay
                next += 1
            }
        }
        let sequence = RecurrenceSequence(rule, from: start.civil, isAllDay: start.isDate)
        let end = CivilDateTime(CivilDate(dayNumber: windowEnd), CivilTime(hour: 0, minute: 0, second: 0))
        var count = 0
        var last: Int?
        for occurrence in sequence.within(start.civil..<end) {
            if let lastDay, occurrence.date > lastDay { break }
            let day = occurrence.date.dayNumber
            if day == last { continue }
            last = day
            miss(until: day)
            if next < days.count, days[next] == day {
                next += 1
            } else {
                if faults.firstWrong == nil { faults.firstWrong = day }
                faults.weight += 1 + (usedWeekdays & Self.weekdayBit(day) != 0 ? 0 : weights.strangeWeekday)
            }
            if faults.weight > limit { return nil }
            count += 1
            if count > 4 * Self.longestList { break }
        }
        miss(until: .max)
        return faults
    }

    /// Patterns that could be near, made from the days that do occur.
    private func candidates(_ dates: [CivilDate]) -> [KolabRecurrence] {
        let intervals = interval == 1 ? [1] : [1, interval]
        var found: [KolabRecurrence] = []
        for interval in intervals {
            found.append(KolabRecurrence(cycle: "daily", interval: interval))
            found += weekdays(dates).map { KolabRecurrence(cycle: "weekly", interval: interval, days: $0) }
            for day in Self.mostFrequent(dates.map(\.day), 6) {
                found.append(
                    KolabRecurrence(cycle: "monthly", type: "daynumber", interval: interval, dayNumbers: [day])
                )
            }
            for position in Self.mostFrequent(dates.flatMap(Self.positions), 8) {
                found.append(
                    KolabRecurrence(
                        cycle: "monthly",
                        type: "weekday",
                        interval: interval,
                        days: [position.weekday],
                        dayNumbers: [position.ordinal]
                    )
                )
            }
            for day in Self.mostFrequent(dates.map { [$0.month, $0.day] }, 4) {
                found.append(
                    KolabRecurrence(
                        cycle: "yearly",
                        type: "monthday",
                        interval: interval,
                        dayNumbers: [day[1]],
                        month: day[0]
                    )
                )
            }
            let first = dates.first ?? start.date
            for position in Self.positions(first) {
                found.append(
                    KolabRecurrence(
                        cycle: "yearly",
                        type: "weekday",
                        interval: interval,
                        days: [position.weekday],
                        dayNumbers: [position.ordinal],
                        month: first.month
                    )
                )
            }
            let yearDay = first.dayNumber - CivilDate(year: first.year, month: 1, day: 1).dayNumber + 1
            found.append(KolabRecurrence(cycle: "yearly", type: "yearday", interval: interval, dayNumbers: [yearDay]))
        }
        return found
    }

    /// All weekdays that occur, and each separately.
    private func weekdays(_ dates: [CivilDate]) -> [[Weekday]] {
        let used = Set(dates.map(\.weekday)).sorted()
        return used.count > 1 ? [used] + used.map { [$0] } : [used]
    }

    /// A day as the nth weekday of its month, and as the last.
    private static func positions(_ date: CivilDate) -> [RecurrenceRule.WeekdayPosition] {
        let ordinal = RecurrenceRule.WeekdayPosition(date.weekday, ordinal: (date.day - 1) / 7 + 1)
        guard date.day + 7 > CivilDate.daysInMonth(date.month, of: date.year) else { return [ordinal] }
        return [ordinal, RecurrenceRule.WeekdayPosition(date.weekday, ordinal: -1)]
    }

    /// The most frequent values, the first met of equals first.
    private static func mostFrequent<Value: Hashable>(_ values: [Value], _ count: Int) -> [Value] {
        var counts: [Value: Int] = [:]
        var order: [Value] = []
        for value in values {
            if counts[value] == nil { order.append(value) }
            counts[value, default: 0] += 1
        }
        let ranked = order.enumerated().sorted { left, right in
            let (a, b) = (counts[left.element] ?? 0, counts[right.element] ?? 0)
            return a != b ? a > b : left.offset < right.offset
        }
        return ranked.prefix(count).map(\.element)
    }
}

extension KolabRecurrence {
    /// Whether one of its days can be `date`, whatever its interval and range.
    fileprivate func mayName(_ date: CivilDate) -> Bool {
        if !days.isEmpty, !days.contains(date.weekday) { return false }
        if let month, date.month != month { return false }
        switch type {
        case "daynumber", "monthday": return dayNumbers.contains { $0 < 0 || $0 == date.day }
        case "weekday": return dayNumbers.contains { $0 < 0 || $0 == (date.day - 1) / 7 + 1 }
        default: return true
        }
    }
}
