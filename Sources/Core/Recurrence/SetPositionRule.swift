/// BYSETPOS of weekly, monthly and yearly rules: some members of every period's set, counted from either end.
struct SetPositionRule: Sendable {
    /// What a period is.
    enum Period: Hashable, Sendable { case week, month, year, weekYear, scaled }

    var positions: [Int]
    var period: Period
    /// The day from which members count, where the first week is not taken as a whole.
    var firstDay: Int?

    /// The chosen moments within a year, in seconds since its start, in order.
    func picks(in year: GregorianYear, days rule: DayRule, times: TimeOfDaySet) -> [Int32] {
        var picks: [Int32] = []
        guard times.count > 0 else { return picks }
        let neighbours = Neighbours(year, rule: rule, needed: period == .week || period == .weekYear)
        // Both are filled anew for every period, in the same memory.
        var members: [Int] = []
        var chosen: [Int] = []
        func pick() {
            positions.insertIndices(in: members.count * times.count, into: &chosen)
            for index in chosen {
                let (day, time) = index.quotientAndRemainder(dividingBy: times.count)
                let offset = members[day] - year.firstDay
                if offset >= 0, offset < year.length { picks.append(Int32(offset * 86_400 + times[time])) }
            }
        }
        if let dates = rule.scaledDates, period == .scaled {
            for list in dates.periods(around: year) {
                members = list
                pick()
            }
            picks.sort()
            return picks.withoutRepetition
        }
        for range in periods(of: year, rule: rule) {
            members.removeAll(keepingCapacity: true)
            neighbours.append(range, to: &members)
            if let firstDay { members.removeAll { $0 < firstDay } }
            pick()
        }
        return picks
    }

    /// The periods that reach into a year and that the interval does not skip.
    private func periods(of year: GregorianYear, rule: DayRule) -> [Range<Int>] {
        switch period {
        case .scaled: return []
        case .year:
            if case .years(let origin, let step) = rule.interval, floorRemainder(year.year - origin, step) != 0 {
                return []
            }
            return [year.days]
        case .weekYear:
            return (year.year - 1...year.year + 1).compactMap { weekYear in
                if case .weekYears(let origin, let step) = rule.interval,
                    floorRemainder(weekYear - origin, step) != 0
                {
                    return nil
                }
                return rule.weeks.days(of: weekYear)
            }
        case .month:
            var origin = 0
            var step = 1
            if case .months(let first, let every) = rule.interval { (origin, step) = (first, every) }
            return stride(from: floorRemainder(origin - year.year * 12, step), to: 12, by: step).map { month in
                let days = year.daysOfMonth(month + 1)
                return year.firstDay + days.lowerBound..<year.firstDay + days.upperBound
            }
        case .week:
            var origin = rule.weeks.weekStart(of: year.firstDay)
            var step = 1
            if case .weeks(let first, let every) = rule.interval { (origin, step) = (first, every) }
            let lower = origin + floorDivide(year.firstDay - origin - 6 + 7 * step - 1, 7 * step) * 7 * step
            return stride(from: lower, to: year.days.upperBound, by: 7 * step).map { $0..<$0 + 7 }
        }
    }
}

extension SetPositionRule {
    /// The days of a year and of its neighbours, which weeks can reach into.
    private struct Neighbours {
        private var years: [(GregorianYear, DayMask)]

        init(_ year: GregorianYear, rule: DayRule, needed: Bool) {
            let numbers = needed ? year.year - 1...year.year + 1 : year.year...year.year
            years = numbers.map { number in
                let year = GregorianYear(number)
                return (year, rule.allDays(of: year))
            }
        }

        /// Adds the days within a range.
        func append(_ range: Range<Int>, to members: inout [Int]) {
            for (year, mask) in years where year.days.overlaps(range) {
                var day = mask.first(atOrAfter: range.lowerBound - year.firstDay)
                while let found = day, year.firstDay + found < range.upperBound {
                    members.append(year.firstDay + found)
                    day = mask.first(atOrAfter: found + 1)
                }
            }
        }
    }
}

extension [Int32] {
    /// The sorted members without those that repeat the one before.
    var withoutRepetition: [Int32] {
        var unique: [Int32] = []
        for member in self where unique.last != member { unique.append(member) }
        return unique
    }
}
