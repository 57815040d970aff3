internal import ICalendar

/// Which days a rule allows, year by year: every BYxxx part about days, and the interval.
///
/// By the table of RFC 5545 §3.3.10 these parts expand some frequencies and limit others. Either way a day has to satisfy
/// all of them, so a year's days are the intersection of one mask per part.
struct DayRule: Sendable {
    /// How INTERVAL skips days; periods are counted from the one that holds DTSTART.
    enum Interval: Hashable, Sendable {
        case everyPeriod
        case years(origin: Int, step: Int)
        case weekYears(origin: Int, step: Int)
        /// `origin` counts months since year 0.
        case months(origin: Int, step: Int)
        /// `origin` is the first day of a week.
        case weeks(origin: Int, step: Int)
        case days(origin: Int, step: Int)
    }

    /// Within what a numbered weekday is counted.
    enum OrdinalScope: Hashable, Sendable { case month, year }

    /// BYMONTH, BYMONTHDAY and BYYEARDAY for common and leap years: they do not depend on weekdays.
    var datesOfCommonYear = DayMask(first: 365)
    var datesOfLeapYear = DayMask(first: 366)
    /// The plain weekdays of BYDAY, Monday being bit 0.
    var weekdays: UInt8 = 0
    /// The numbered weekdays of BYDAY.
    var numberedWeekdays: [RecurrenceRule.WeekdayPosition] = []
    var ordinalScope = OrdinalScope.year
    /// Whether plain and numbered weekdays are both needed, rather than either.
    var needsBothWeekdays = false
    /// Months that a numbered weekday can lie in, January being bit 1.
    var months: UInt16 = 0b1_1111_1111_1110
    /// BYWEEKNO.
    var weekNumbers: [Int] = []
    var weeks = WeekNumbering(weekStart: .monday)
    var interval = Interval.everyPeriod
    /// Dates of another calendar, or dates moved by SKIP; they take the place of the masks for dates.
    var scaledDates: ScaledDates?
}

extension DayRule {
    /// The days of a year that satisfy every part and lie in a period that the interval does not skip.
    func days(of year: GregorianYear) -> DayMask {
        switch interval {
        case .weeks, .days: return allDays(of: year) & intervalMask(of: year)
        case _ where scaledDates != nil: return allDays(of: year)
        case .years(let origin, let step) where floorRemainder(year.year - origin, step) != 0: return DayMask()
        case .everyPeriod, .years, .weekYears: return allDays(of: year)
        case .months: return allDays(of: year) & intervalMask(of: year)
        }
    }

    /// The days of a year that satisfy every part, whatever the interval; dates of another scale respect it.
    func allDays(of year: GregorianYear) -> DayMask {
        if let scaledDates { return scaledDates.days(of: year) }
        var mask = (year.isLeap ? datesOfLeapYear : datesOfCommonYear) & weekdayMask(of: year)
        if !weekNumbers.isEmpty { mask = mask & weekMask(of: year) }
        return mask
    }

    /// Whether no part leaves a day out.
    var isUnlimited: Bool {
        scaledDates == nil && weekdays == 0 && numberedWeekdays.isEmpty && weekNumbers.isEmpty
            && datesOfLeapYear == DayMask(first: 366) && datesOfCommonYear == DayMask(first: 365)
    }

    private func weekdayMask(of year: GregorianYear) -> DayMask {
        guard weekdays != 0 || !numberedWeekdays.isEmpty else { return DayMask(first: year.length) }
        var plain = DayMask()
        let firstWeekday = year.firstWeekday
        for weekday in 0..<7 where weekdays >> UInt8(weekday) & 1 == 1 {
            plain = plain | DayMask.everySeventh[(weekday - firstWeekday + 7) % 7]
        }
        guard !numberedWeekdays.isEmpty else { return plain & DayMask(first: year.length) }
        var numbered = DayMask()
        switch ordinalScope {
        case .year: insertNumbered(in: 0..<year.length, firstWeekday: firstWeekday, into: &numbered)
        case .month:
            for month in 1...12 where months >> UInt16(month) & 1 == 1 {
                insertNumbered(in: year.daysOfMonth(month), firstWeekday: firstWeekday, into: &numbered)
            }
        }
        if weekdays != 0, needsBothWeekdays { return plain & numbered }
        return (plain & DayMask(first: year.length)) | numbered
    }

    private func insertNumbered(in days: Range<Int>, firstWeekday: Int, into mask: inout DayMask) {
        for position in numberedWeekdays {
            let weekday = position.weekday.rawValue
            let day: Int
            if position.ordinal > 0 {
                let offset = (weekday - firstWeekday - days.lowerBound + 378) % 7
                day = days.lowerBound + offset + 7 * (position.ordinal - 1)
            } else {
                let last = days.upperBound - 1
                day = last - (firstWeekday + last - weekday + 7) % 7 + 7 * (position.ordinal + 1)
            }
            if days.contains(day) { mask.insert(day) }
        }
    }

    private func weekMask(of year: GregorianYear) -> DayMask {
        var mask = DayMask()
        for weekYear in year.year - 1...year.year + 1 {
            if case .weekYears(let origin, let step) = interval, floorRemainder(weekYear - origin, step) != 0 {
                continue
            }
            let days = weeks.days(of: weekYear)
            for number in weekNumbers {
                guard let start = weeks.start(ofWeek: number, in: days) else { continue }
                mask.insert(start - year.firstDay..<start - year.firstDay + 7)
            }
        }
        return mask
    }

    private func intervalMask(of year: GregorianYear) -> DayMask {
        var mask = DayMask()
        switch interval {
        case .months(let origin, let step):
            for month in stride(from: floorRemainder(origin - year.year * 12, step), to: 12, by: step) {
                mask.insert(year.daysOfMonth(month + 1))
            }
        case .weeks(let origin, let step):
            let first = origin - year.firstDay
            let lower = first + floorDivide(-first - 6 + 7 * step - 1, 7 * step) * 7 * step
            for start in stride(from: lower, to: year.length, by: 7 * step) { mask.insert(start..<start + 7) }
        case .days(let origin, let step):
            for day in stride(from: floorRemainder(origin - year.firstDay, step), to: year.length, by: step) {
                mask.insert(day)
            }
        case .everyPeriod, .years, .weekYears: return DayMask(first: year.length)
        }
        return mask
    }
}
