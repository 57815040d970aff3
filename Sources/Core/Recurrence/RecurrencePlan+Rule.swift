internal import ICalendar

extension RecurrencePlan {
    /// Longer intervals reach past year 9999 in one step, whatever the frequency.
    private static let longestInterval = 400_000_000_000

    /// Makes a rule ready.
    ///
    /// - Parameters:
    ///   - untilOnWallClock: the last moment in seconds on the wall clock of DTSTART, or nil without UNTIL.
    ///   - calendar: the calendar that RSCALE names.
    init(
        _ rule: RecurrenceRule,
        start: Int,
        isDate: Bool,
        policies: RecurrencePolicies,
        calendar: (any CalendarArithmetic)?,
        untilOnWallClock: Int?
    ) {
        let rule = rule.withBoundedNumbers
        let shape = RuleShape(rule, start: start, isDate: isDate, policies: policies)
        let startDay = floorDivide(start, 86_400)
        let step = min(max(rule.interval, 1), Self.longestInterval)
        let isRefused =
            (policies.forbiddenParts == .refused && !rule.forbiddenParts.isEmpty)
            || (policies.weekNumberMix == .refused && rule.mixesWeekNumbers)
            || (rule.calendarScale != nil && calendar == nil)
            || calendar?.knownDays?.contains(startDay) == false
        var times = isRefused ? TimeOfDaySet(listed: []) : shape.timesOfDay
        var alignment: Alignment?
        if let unit = shape.frequency.secondsPerUnit, step > 1 {
            let origin = floorDivide(start, unit)
            if let filtered = shape.timesOfDay(everyNth: step) {
                times = isRefused ? times : filtered
            } else {
                alignment = Alignment(unit: unit, interval: step, origin: origin)
            }
        }
        var setPositions: SetPositionRule?
        if !rule.bySetPosition.isEmpty {
            if let unit = shape.frequency.secondsPerUnit ?? (shape.frequency == .daily ? 86_400 : nil) {
                if policies.shortSetPositions == .applied {
                    times = times.selecting(rule.bySetPosition, perUnit: unit)
                }
            } else {
                setPositions = SetPositionRule(
                    positions: rule.bySetPosition,
                    period: shape.setPositionPeriod(calendar: calendar)
                )
                if policies.weeklySetPositions == .fromStart, shape.frequency == .weekly {
                    setPositions?.firstDay = startDay
                }
            }
        }
        self.start = start
        startPolicy = policies.start
        days = shape.dayRule(startDay: startDay, step: step, calendar: calendar)
        self.times = times
        self.alignment = alignment
        self.setPositions = setPositions
        count = rule.count.map { max($0, 0) }
        hasUntil = untilOnWallClock != nil
        let end = min(untilOnWallClock ?? Self.endOfTime, Self.endOfTime)
        let knownEnd = calendar?.knownDays.map { $0.upperBound * 86_400 }
        unknownFrom = isRefused ? nil : knownEnd.flatMap { $0 <= end ? $0 : nil }
        self.end = unknownFrom.map { $0 - 1 } ?? end
        ruleStart = policies.start == .ruleOnly ? start : start + 1
    }
}

/// A rule with its DTSTART and the policies: the values taken for omitted parts.
struct RuleShape {
    let rule: RecurrenceRule
    let policies: RecurrencePolicies
    let frequency: RecurrenceRule.Frequency
    /// Whether DTSTART is a date.
    let isDate: Bool
    let start: CivilDateTime

    init(_ rule: RecurrenceRule, start: Int, isDate: Bool, policies: RecurrencePolicies) {
        self.rule = rule
        self.policies = policies
        self.isDate = isDate
        self.start = CivilDateTime(secondsSinceEpoch: start)
        frequency = rule.frequency
    }

    /// BYMONTHDAY, or the day of DTSTART where neither days nor weeks are named.
    var monthDays: [Int] {
        guard rule.byMonthDay.isEmpty, rule.namesNoDays, frequency == .monthly || frequency == .yearly else {
            return rule.byMonthDay
        }
        return [start.date.day]
    }

    /// BYMONTH, or the month of DTSTART in a year where nothing is named.
    var months: [RecurrenceRule.Month] {
        guard rule.byMonth.isEmpty, frequency == .yearly else { return rule.byMonth }
        let isMonthDayOfStart =
            policies.yearlyMonthDays == .monthOfStart && !rule.byMonthDay.isEmpty
            && rule.byYearDay.isEmpty && rule.byWeekNumber.isEmpty
        return rule.namesNoDays || isMonthDayOfStart ? [.init(start.date.month)] : []
    }

    /// BYDAY, or the weekday of DTSTART where a week is named without its days.
    var weekdays: [RecurrenceRule.WeekdayPosition] {
        if !rule.byDay.isEmpty {
            switch frequency {
            case .yearly, .monthly: return rule.byDay
            default: return rule.byDay.map { .init($0.weekday) }
            }
        }
        let isWeekly = frequency == .weekly && rule.namesNoDays
        return isWeekly ? [.init(start.date.weekday)] : weekdayOfWeeks.map { [.init($0)] } ?? []
    }

    /// The weekday that BYWEEKNO means when BYDAY is missing.
    var weekdayOfWeeks: Weekday? {
        guard frequency == .yearly, rule.byDay.isEmpty, !rule.byWeekNumber.isEmpty,
            rule.byMonthDay.isEmpty, rule.byYearDay.isEmpty
        else { return nil }
        switch policies.weekNumberDays {
        case .weekdayOfStart: return start.date.weekday
        case .everyDay: return nil
        case .firstDayOfWeek: return rule.weekStart ?? .monday
        }
    }

    /// A numbered weekday counts within the month where months are named or stepped through (§3.3.10, note 2).
    var ordinalScope: DayRule.OrdinalScope {
        frequency == .monthly || !rule.byMonth.isEmpty ? .month : .year
    }

    func setPositionPeriod(calendar: (any CalendarArithmetic)?) -> SetPositionRule.Period {
        switch frequency {
        case .weekly: return .week
        case .monthly: return usesScaledDates(calendar) ? .scaled : .month
        default:
            if usesScaledDates(calendar) { return .scaled }
            return !rule.byWeekNumber.isEmpty && policies.weekNumberInterval == .weekYears ? .weekYear : .year
        }
    }

    /// Only monthly and yearly rules make dates that may not exist; shorter ones limit days that do.
    func usesScaledDates(_ calendar: (any CalendarArithmetic)?) -> Bool {
        if let calendar, !(calendar is GregorianCalendar) { return true }
        return (rule.skip ?? .omit) != .omit && (frequency == .monthly || frequency == .yearly)
    }
}

extension RuleShape {
    /// The times of day, before BYSETPOS and before an interval.
    var timesOfDay: TimeOfDaySet {
        let masks = timeMasks
        return TimeOfDaySet(hours: masks.hours, minutes: masks.minutes, seconds: masks.seconds)
    }

    /// The times of day of a rule that takes every nth hour, minute or second, if they are the same every day and
    /// still combine freely; nil otherwise.
    func timesOfDay(everyNth step: Int) -> TimeOfDaySet? {
        var masks = timeMasks
        let time = start.time
        switch frequency {
        case .hourly where 24 % step == 0: masks.hours &= Self.bits(time.hour % step, below: 24, every: step)
        case .minutely where 60 % step == 0: masks.minutes &= Self.bits(time.minute % step, below: 60, every: step)
        case .secondly where 60 % step == 0: masks.seconds &= Self.bits(time.second % step, below: 60, every: step)
        default: return nil
        }
        return TimeOfDaySet(hours: masks.hours, minutes: masks.minutes, seconds: masks.seconds)
    }

    private var timeMasks: (hours: UInt64, minutes: UInt64, seconds: UInt64) {
        if isDate, policies.timesOnDates == .ignored { return (1, 1, 1) }
        let unit = frequency.secondsPerUnit ?? 86_400
        return (
            Self.mask(rule.byHour, limit: 24, default: unit > 3600 ? start.time.hour : nil),
            Self.mask(rule.byMinute, limit: 60, default: unit > 60 ? start.time.minute : nil),
            Self.mask(rule.bySecond, limit: 61, default: unit > 1 ? start.time.second : nil)
        )
    }

    private static func mask(_ numbers: [Int], limit: Int, default single: Int?) -> UInt64 {
        if numbers.isEmpty {
            guard let single else { return limit == 24 ? 1 << 24 - 1 : 1 << 60 - 1 }
            return 1 << UInt64(single)
        }
        return numbers.reduce(0) { $1 >= 0 && $1 < limit ? $0 | 1 << UInt64($1) : $0 }
    }

    private static func bits(_ first: Int, below limit: Int, every step: Int) -> UInt64 {
        stride(from: first, to: limit, by: step).reduce(0) { $0 | 1 << UInt64($1) }
    }
}

extension RuleShape {
    func dayRule(startDay: Int, step: Int, calendar: (any CalendarArithmetic)?) -> DayRule {
        var days = DayRule()
        days.weeks = WeekNumbering(weekStart: rule.weekStart ?? .monday)
        days.interval = interval(startDay: startDay, step: step, weeks: days.weeks)
        if usesScaledDates(calendar) {
            days.scaledDates = scaledDates(startDay: startDay, step: step, calendar: calendar ?? GregorianCalendar())
            return days
        }
        days.datesOfCommonYear = dates(of: GregorianYear(2001))
        days.datesOfLeapYear = dates(of: GregorianYear(2000))
        for position in weekdays {
            if position.ordinal == 0 {
                days.weekdays |= 1 << UInt8(position.weekday.rawValue)
            } else {
                days.numberedWeekdays.append(position)
            }
        }
        days.ordinalScope = ordinalScope
        days.needsBothWeekdays = policies.mixedWeekdays == .intersection
        if !rule.byMonth.isEmpty {
            days.months = rule.byMonth.reduce(0) { (1...12).contains($1.number) ? $0 | 1 << UInt16($1.number) : $0 }
        }
        days.weekNumbers = rule.byWeekNumber
        return days
    }

    private func interval(startDay: Int, step: Int, weeks: WeekNumbering) -> DayRule.Interval {
        guard step > 1 else { return .everyPeriod }
        switch frequency {
        case .yearly where !rule.byWeekNumber.isEmpty && policies.weekNumberInterval == .weekYears:
            return .weekYears(origin: firstWeekYear(startDay: startDay, weeks: weeks), step: step)
        case .yearly: return .years(origin: start.date.year, step: step)
        case .monthly: return .months(origin: start.date.year * 12 + start.date.month - 1, step: step)
        case .weekly: return .weeks(origin: weeks.weekStart(of: startDay), step: step)
        case .daily: return .days(origin: startDay, step: step)
        case .hourly, .minutely, .secondly: return .everyPeriod
        }
    }

    /// The week-year from which INTERVAL counts: the one that holds DTSTART, if the rule can occur in the rest of
    /// DTSTART's week, else the calendar year of DTSTART. They differ for a few days around New Year only.
    private func firstWeekYear(startDay: Int, weeks: WeekNumbering) -> Int {
        let weekYear = weeks.weekYear(holding: startDay)
        let week = weeks.weekStart(of: startDay)
        let days = weeks.days(of: weekYear)
        let isNamed = rule.byWeekNumber.contains { weeks.start(ofWeek: $0, in: days) == week }
        let weekdays = Set(weekdays.map(\.weekday))
        let canOccur = (startDay..<week + 7).contains { weekdays.isEmpty || weekdays.contains(Weekday(dayNumber: $0)) }
        return isNamed && canOccur ? weekYear : start.date.year
    }

    /// BYMONTH, BYMONTHDAY and BYYEARDAY of a common or a leap year.
    private func dates(of year: GregorianYear) -> DayMask {
        var mask = DayMask(first: year.length)
        let months = months
        if !months.isEmpty {
            var found = DayMask()
            for month in months where !month.isLeap && (1...12).contains(month.number) {
                found.insert(year.daysOfMonth(month.number))
            }
            mask = mask & found
        }
        let monthDays = monthDays
        if !monthDays.isEmpty {
            var found = DayMask()
            for month in 1...12 {
                let days = year.daysOfMonth(month)
                for number in monthDays {
                    let day = number > 0 ? days.lowerBound + number - 1 : days.upperBound + number
                    if number != 0, days.contains(day) { found.insert(day) }
                }
            }
            mask = mask & found
        }
        if !rule.byYearDay.isEmpty {
            var found = DayMask()
            for number in rule.byYearDay where number != 0 {
                let day = number > 0 ? number - 1 : year.length + number
                if day < year.length { found.insert(day) }
            }
            mask = mask & found
        }
        return mask
    }

    private func scaledDates(startDay: Int, step: Int, calendar: any CalendarArithmetic) -> ScaledDates {
        var dates = ScaledDates(calendar: calendar)
        let year = calendar.year(holding: startDay)
        let spans = calendar.months(of: year)
        let place = spans.firstIndex { $0.days.contains(startDay) } ?? 0
        dates.origin = (year, place, spans.indices.contains(place) ? spans[place].days.lowerBound : startDay)
        dates.skip = rule.skip ?? .omit
        dates.months = rule.byMonth
        dates.monthDays = rule.byMonthDay
        dates.yearDays = rule.byYearDay
        dates.weekNumbers = rule.byWeekNumber
        dates.weeks = WeekNumbering(weekStart: rule.weekStart ?? .monday)
        dates.weekdays = rule.byDay.isEmpty && weekdayOfWeeks != nil ? [] : weekdays
        dates.weekdayOfWeeks = weekdayOfWeeks
        dates.ordinalScope = ordinalScope
        switch frequency {
        case .yearly: (dates.period, dates.step) = (.year, step)
        case .monthly: (dates.period, dates.step) = (.month, step)
        default: dates.period = .shorter
        }
        if !monthDays.isEmpty, rule.byMonthDay.isEmpty, spans.indices.contains(place) {
            dates.monthDays = [startDay - spans[place].days.lowerBound + 1]
            if rule.byMonth.isEmpty, frequency == .yearly { dates.months = [spans[place].month] }
        } else if rule.byMonth.isEmpty, !months.isEmpty, spans.indices.contains(place) {
            dates.months = [spans[place].month]
        }
        return dates
    }
}

extension RecurrenceRule {
    /// The rule with numbers that nothing overflows on. No year, month or week has a thousand days or weeks, so what is
    /// bounded here names nothing before and after.
    fileprivate var withBoundedNumbers: RecurrenceRule {
        func isBounded(_ number: Int) -> Bool { (-1000...1000).contains(number) }
        guard
            ![byMonthDay, byYearDay, byWeekNumber].allSatisfy({ $0.allSatisfy(isBounded) })
                || !byDay.allSatisfy({ isBounded($0.ordinal) }) || !byMonth.allSatisfy({ isBounded($0.number) })
                || bySetPosition.contains(.min)
        else { return self }
        func bounded(_ number: Int) -> Int { min(max(number, -1000), 1000) }
        var rule = self
        rule.byMonthDay = byMonthDay.map(bounded)
        rule.byYearDay = byYearDay.map(bounded)
        rule.byWeekNumber = byWeekNumber.map(bounded)
        rule.byDay = byDay.map { .init($0.weekday, ordinal: bounded($0.ordinal)) }
        rule.byMonth = byMonth.map { .init(bounded($0.number), isLeap: $0.isLeap) }
        rule.bySetPosition = bySetPosition.map { max($0, -.max) }
        return rule
    }

    /// Whether no part names days, so that DTSTART has to.
    var namesNoDays: Bool {
        byMonthDay.isEmpty && byYearDay.isEmpty && byWeekNumber.isEmpty && byDay.isEmpty
    }

    /// Whether weeks are named together with months or days of months and years.
    var mixesWeekNumbers: Bool {
        !byWeekNumber.isEmpty && !(byMonth.isEmpty && byMonthDay.isEmpty && byYearDay.isEmpty)
    }
}

extension RecurrenceRule.Frequency {
    /// Seconds of an hour, a minute or a second; nil for a day and longer.
    var secondsPerUnit: Int? {
        switch self {
        case .hourly: 3600
        case .minutely: 60
        case .secondly: 1
        case .daily, .weekly, .monthly, .yearly: nil
        }
    }
}
