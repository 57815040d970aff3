internal import Bytes
internal import ICalendar

/// A rule made ready for arithmetic: days year by year, times of day, and where it ends.
///
/// Moments are seconds since 1970-01-01T00:00:00 on the wall clock of DTSTART, where every day has 86,400.
struct RecurrencePlan: Sendable {
    /// Sub-daily frequencies whose interval does not repeat every day: moments lie whole steps apart.
    struct Alignment: Hashable, Sendable {
        /// Seconds of the frequency: 3,600, 60 or 1.
        let unit: Int
        /// Units per step.
        let interval: Int
        /// The unit that holds DTSTART, counted from 1970.
        let origin: Int
    }

    /// DTSTART.
    let start: Int
    /// Whether DTSTART is yielded regardless of the rule, and whether it counts.
    var startPolicy: StartPolicy
    let days: DayRule
    let times: TimeOfDaySet
    let alignment: Alignment?
    /// BYSETPOS over weeks, months or years; nil when there is none.
    let setPositions: SetPositionRule?
    /// COUNT.
    var count: Int?
    /// The last moment that the rule may reach, by UNTIL, by the end of year 9999, or before `unknownFrom`.
    let end: Int
    /// The moment from which the rule's calendar is not known, if it lies before the end of the rule.
    let unknownFrom: Int?
    /// Whether UNTIL bounds the rule.
    let hasUntil: Bool
    /// The first moment that the rule itself may yield.
    var ruleStart: Int

    /// What a year without a moment takes from the step budget: years of other calendars cost more time.
    var stepsPerYear: Int { days.scaledDates == nil ? 1 : 20 }

    /// 9999-12-31T23:59:59: later dates cannot be written.
    static let endOfTime = 253_402_300_799
}

extension RecurrencePlan {
    /// The same rule with DTSTART only as the place where it starts.
    var withoutStart: RecurrencePlan {
        var plan = self
        plan.startPolicy = .ruleOnly
        plan.ruleStart = start
        return plan
    }

    /// The moments of the rule after DTSTART, without COUNT.
    var uncounted: RecurrencePlan {
        var plan = self
        plan.startPolicy = .ruleOnly
        plan.count = nil
        return plan
    }

    /// The days, or the moments, of one year.
    func block(of year: GregorianYear) -> YearBlock {
        if let setPositions {
            return YearBlock(year, picks: setPositions.picks(in: year, days: days, times: times))
        }
        return YearBlock(year, days: times.count == 0 ? DayMask() : days.days(of: year))
    }

    /// The first moment at or after `moment` that the block allows, whatever the alignment.
    func first(in block: YearBlock, atOrAfter moment: Int) -> Int? {
        let offset = max(moment - block.year.firstDay * 86_400, 0)
        if let picks = block.picks {
            let index = picks.firstIndex(notBefore: Int32(clamping: offset))
            return index < picks.count ? block.moment(Int(picks[index])) : nil
        }
        let day = offset / 86_400
        if block.days.contains(day), let time = times.next(atOrAfter: offset - day * 86_400) {
            return block.moment(day * 86_400 + time)
        }
        return block.days.first(atOrAfter: day + 1).map { block.moment($0 * 86_400 + times.first) }
    }

    /// The last moment at or before `moment` that the block allows, whatever the alignment.
    func last(in block: YearBlock, atOrBefore moment: Int) -> Int? {
        let offset = min(moment - block.year.firstDay * 86_400, 366 * 86_400 - 1)
        guard offset >= 0 else { return nil }
        if let picks = block.picks {
            let index = picks.firstIndex(notBefore: Int32(clamping: offset + 1))
            return index > 0 ? block.moment(Int(picks[index - 1])) : nil
        }
        let day = offset / 86_400
        if block.days.contains(day), let time = times.previous(atOrBefore: offset - day * 86_400) {
            return block.moment(day * 86_400 + time)
        }
        return block.days.last(atOrBefore: day - 1).map { block.moment($0 * 86_400 + times[times.count - 1]) }
    }

    /// How many moments of the block lie before `moment`.
    func rank(in block: YearBlock, of moment: Int) -> Int {
        let offset = moment - block.year.firstDay * 86_400
        guard offset > 0 else { return 0 }
        if let picks = block.picks { return picks.firstIndex(notBefore: Int32(clamping: offset)) }
        let day = offset / 86_400
        let here = block.days.contains(day) ? times.rank(of: offset - day * 86_400) : 0
        return block.days.count(before: day) * times.count + here
    }

    /// How many moments the block holds.
    func count(in block: YearBlock) -> Int { block.picks?.count ?? block.days.count * times.count }

    /// The moment of the block with `position` moments before it.
    func moment(in block: YearBlock, at position: Int) -> Int? {
        if let picks = block.picks { return position < picks.count ? block.moment(Int(picks[position])) : nil }
        let (day, time) = position.quotientAndRemainder(dividingBy: times.count)
        return block.days.day(at: day).map { block.moment($0 * 86_400 + times[time]) }
    }
}

extension RecurrencePlan.Alignment {
    /// The first moment at or after `moment` within an aligned unit.
    func next(atOrAfter moment: Int) -> Int {
        let here = floorDivide(moment, unit)
        let late = floorRemainder(here - origin, interval)
        return late == 0 ? moment : (here - late + interval) * unit
    }

    /// The last moment at or before `moment` within an aligned unit.
    func previous(atOrBefore moment: Int) -> Int {
        let here = floorDivide(moment, unit)
        let late = floorRemainder(here - origin, interval)
        return late == 0 ? moment : (here - late + 1) * unit - 1
    }
}

/// What a rule allows within one Gregorian year.
struct YearBlock: Sendable {
    let year: GregorianYear
    /// Days that combine with every time of day.
    let days: DayMask
    /// Seconds since the year's start in order, in place of days and times, where BYSETPOS has chosen among them.
    let picks: [Int32]?

    init(_ year: GregorianYear, days: DayMask) {
        self.year = year
        self.days = days
        picks = nil
    }

    init(_ year: GregorianYear, picks: [Int32]) {
        self.year = year
        days = DayMask()
        self.picks = picks
    }

    func moment(_ offset: Int) -> Int { year.firstDay * 86_400 + offset }
}
