internal import ICalendar

/// The days of rules that count in another calendar (RSCALE) or move dates that do not exist (SKIP), RFC 7529 §4.
///
/// Such rules are rare: each period's days are listed one by one instead of being masked.
struct ScaledDates: Sendable {
    /// What one list of days covers.
    enum Period: Hashable, Sendable {
        case year, month
        /// Shorter than a month: the date parts only limit days, and nothing is moved.
        case shorter
    }

    var calendar: CalendarArithmetic
    var skip = RecurrenceRule.Skip.omit
    var period = Period.year
    /// The calendar's year of DTSTART, the place of its month within that year, and that month's first day.
    var origin: (year: Int, month: Int, monthStart: Int) = (0, 0, 0)
    var step = 1
    var months: [RecurrenceRule.Month] = []
    var monthDays: [Int] = []
    var yearDays: [Int] = []
    var weekNumbers: [Int] = []
    var weeks = WeekNumbering(weekStart: .monday)
    var weekdays: [RecurrenceRule.WeekdayPosition] = []
    var ordinalScope = DayRule.OrdinalScope.year
    /// The weekday that BYWEEKNO takes from DTSTART.
    var weekdayOfWeeks: Weekday?

    /// The days within one Gregorian year.
    func days(of year: GregorianYear) -> DayMask {
        var mask = DayMask()
        for list in periods(around: year) {
            for day in list where day < year.days.upperBound { mask.insert(day - year.firstDay) }
        }
        return mask
    }

    /// The days of each period that may reach into a Gregorian year, each list in order.
    func periods(around year: GregorianYear) -> [[Int]] {
        let first = calendar.yearHolding(year.firstDay - 40)
        let last = calendar.yearHolding(year.days.upperBound + 40)
        return (first...max(first, last)).flatMap { periods(of: $0) }
    }

    /// The days of each period of one year of the calendar.
    private func periods(of year: Int) -> [[Int]] {
        let spans = calendar.months(year)
        guard let first = spans.first?.days.lowerBound, let end = spans.last?.days.upperBound else { return [] }
        switch period {
        case .year:
            guard floorRemainder(year - origin.year, step) == 0 else { return [] }
            return [days(of: chosenMonths(in: spans), in: first..<end, year: year, named: !months.isEmpty)]
        case .shorter:
            let chosen = spans.filter { months.isEmpty || months.contains($0.month) }
            return [days(of: chosen, in: first..<end, year: year, named: !months.isEmpty)]
        case .month:
            let before = monthsSinceOrigin(ofYear: year, from: first)
            return spans.indices.compactMap { index in
                let span = spans[index]
                guard floorRemainder(before + index, step) == 0, months.isEmpty || months.contains(span.month)
                else { return nil }
                return days(of: [span], in: first..<end, year: year, named: true)
            }
        }
    }

    /// The named months, in place of one that the year does not have the next or the previous one.
    private func chosenMonths(in spans: [CalendarArithmetic.MonthSpan]) -> [CalendarArithmetic.MonthSpan] {
        guard !months.isEmpty else { return spans }
        return months.compactMap { month in
            if let span = spans.first(where: { $0.month == month }) { return span }
            guard month.isLeap else { return nil }
            switch skip {
            case .omit: return nil
            case .forward: return spans.first { $0.month == .init(month.number + 1) }
            case .backward: return spans.first { $0.month == .init(month.number) }
            }
        }
    }

    /// How many months lie between that of DTSTART and the first of a year.
    private func monthsSinceOrigin(ofYear year: Int, from firstDay: Int) -> Int {
        if let count = calendar.monthsPerYear { return (year - origin.year) * count - origin.month }
        // Calendars with leap months follow the moon, within a day or two for ever.
        return Int((Double(firstDay - origin.monthStart) / 29.530_589).rounded())
    }

    private func days(
        of spans: [CalendarArithmetic.MonthSpan], in wholeYear: Range<Int>, year: Int, named: Bool
    ) -> [Int] {
        var days: Set<Int>?
        func narrow(to found: Set<Int>) { days = days?.intersection(found) ?? found }
        if !weekNumbers.isEmpty { narrow(to: Set(weekNumbers.flatMap { daysOfWeek($0, year: year, in: wholeYear) })) }
        if !yearDays.isEmpty { narrow(to: Set(yearDays.compactMap { day($0, of: wholeYear) })) }
        if !monthDays.isEmpty {
            narrow(to: Set(spans.flatMap { span in monthDays.compactMap { day($0, of: span.days) } }))
        } else if days == nil || named {
            narrow(to: Set(spans.flatMap { Array($0.days) }))
        }
        let kept = days ?? []
        guard !weekdays.isEmpty else { return kept.sorted() }
        return kept.filter { isOnWeekday($0, spans: spans, wholeYear: wholeYear) }.sorted()
    }

    /// The day counted from either end of a month or year; one that does not exist is moved as SKIP says.
    private func day(_ number: Int, of days: Range<Int>) -> Int? {
        let day = number > 0 ? days.lowerBound + number - 1 : days.upperBound + number
        if days.contains(day) { return day }
        switch period == .shorter ? .omit : skip {
        case .omit: return nil
        case .forward: return number > 0 ? days.upperBound : days.lowerBound
        case .backward: return number > 0 ? days.upperBound - 1 : days.lowerBound - 1
        }
    }

    private func daysOfWeek(_ number: Int, year: Int, in wholeYear: Range<Int>) -> [Int] {
        if let start = weeks.start(ofWeek: number, in: weeks.days(of: year)) {
            let days = start..<start + 7
            return days.filter { weekdayOfWeeks == nil || Weekday(dayNumber: $0) == weekdayOfWeeks }
        }
        return day(number > 0 ? 400 : -400, of: wholeYear).map { [$0] } ?? []
    }

    private func isOnWeekday(_ day: Int, spans: [CalendarArithmetic.MonthSpan], wholeYear: Range<Int>) -> Bool {
        let weekday = Weekday(dayNumber: day)
        let scope = ordinalScope == .year ? wholeYear : spans.first { $0.days.contains(day) }?.days ?? wholeYear
        return weekdays.contains { position in
            guard position.weekday == weekday else { return false }
            if position.ordinal == 0 { return true }
            return position.ordinal > 0
                ? (day - scope.lowerBound) / 7 + 1 == position.ordinal
                : (scope.upperBound - 1 - day) / 7 + 1 == -position.ordinal
        }
    }
}
