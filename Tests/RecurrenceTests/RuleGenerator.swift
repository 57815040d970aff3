import ICalendar

/// Random numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

extension RecurrenceRule {
    /// A rule with a few random parts, valid in every range.
    static func random(using random: inout SeededGenerator) -> RecurrenceRule {
        var rule = RecurrenceRule(Frequency.allCases.randomElement(using: &random) ?? .daily)
        func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
        func some(_ range: ClosedRange<Int>, signed: Bool = false, limit: Int = 3) -> [Int] {
            var found: [Int] = []
            for _ in 0..<Int.random(in: 1...limit, using: &random) {
                let number = Int.random(in: range, using: &random) * (signed && chance(30) ? -1 : 1)
                if !found.contains(number) { found.append(number) }
            }
            return found
        }
        if chance(40) { rule.interval = Int.random(in: 2...(chance(20) ? 40 : 5), using: &random) }
        if chance(25) { rule.byMonth = some(1...12).map { Month($0) } }
        if chance(15), rule.frequency == .yearly { rule.byWeekNumber = some(1...53, signed: true) }
        if chance(10), ![.daily, .weekly, .monthly].contains(rule.frequency) {
            rule.byYearDay = some(1...366, signed: true, limit: 6)
        }
        if chance(25), rule.frequency != .weekly { rule.byMonthDay = some(1...31, signed: true, limit: 6) }
        if chance(45) {
            let canBeNumbered = rule.frequency == .monthly || (rule.frequency == .yearly && rule.byWeekNumber.isEmpty)
            let highest = rule.frequency == .monthly || !rule.byMonth.isEmpty ? 5 : 53
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let weekday = Weekday.allCases.randomElement(using: &random) ?? .monday
                let ordinal = canBeNumbered && chance(50) ? some(1...highest, signed: true, limit: 1)[0] : 0
                let position = WeekdayPosition(weekday, ordinal: ordinal)
                if !rule.byDay.contains(position) { rule.byDay.append(position) }
            }
        }
        if chance(20) { rule.byHour = some(0...23) }
        if chance(15) { rule.byMinute = some(0...59) }
        if chance(10) { rule.bySecond = some(0...59) }
        if chance(20), rule.hasByPart { rule.bySetPosition = some(1...5, signed: true) }
        if chance(25) { rule.weekStart = Weekday.allCases.randomElement(using: &random) }
        if chance(30) {
            rule.count = Int.random(in: 1...30, using: &random)
        } else if chance(20) {
            let day = CivilDate(dayNumber: Int.random(in: 11_000...20_000, using: &random))
            rule.until = .local(CivilDateTime(day, CivilTime(hour: 12, minute: 0, second: 0)))
        }
        return rule
    }

    /// A moment between 1997 and 2024.
    static func randomStart(using random: inout SeededGenerator) -> CivilDateTime {
        CivilDateTime(
            secondsSinceEpoch: Int.random(in: 9_862...19_700, using: &random) * 86_400
                + Int.random(in: 0..<86_400, using: &random)
        )
    }
}
