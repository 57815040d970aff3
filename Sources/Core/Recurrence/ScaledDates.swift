internal import ICalendar

/// The days of rules that count in another calendar (RSCALE) or move dates that do not exist (SKIP), RFC 7529 §4.
struct ScaledDates: Sendable {
    /// What one list of days covers.
    enum Period: Hashable, Sendable {
        case year, month
        /// Shorter than a month: the date parts only limit days, and nothing is moved.
        case shorter
    }

    var calendar: any CalendarArithmetic
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
        forEachPeriod(around: year) { days in
            days.forEach { if $0 < year.days.upperBound { mask.insert($0 - year.firstDay) } }
        }
        return mask
    }

    /// The days of each period that may reach into a Gregorian year, each list in order.
    func periods(around year: GregorianYear) -> [[Int]] {
        var lists: [[Int]] = []
        forEachPeriod(around: year) { days in
            var list: [Int] = []
            days.forEach { list.append($0) }
            lists.append(list)
        }
        return lists
    }

    /// Weeks and moved dates reach a few days beyond their year.
    private static let reach = 8

    private func forEachPeriod(around year: GregorianYear, _ body: (YearDays) -> Void) {
        let first = calendar.year(holding: year.firstDay - Self.reach)
        let last = calendar.year(holding: year.days.upperBound + Self.reach)
        for number in first...max(first, last) { forEachPeriod(of: number, body) }
    }

    /// The days of each period of one year of the calendar.
    private func forEachPeriod(of year: Int, _ body: (YearDays) -> Void) {
        if period == .year, floorRemainder(year - origin.year, step) != 0 { return }
        let spans = calendar.months(of: year)
        guard let first = spans.first?.days.lowerBound, let end = spans.last?.days.upperBound else { return }
        switch period {
        case .year: body(days(of: chosenMonths(in: spans), in: first..<end))
        case .shorter:
            body(days(of: months.isEmpty ? spans : spans.filter { months.contains($0.month) }, in: first..<end))
        case .month:
            let before = monthsSinceOrigin(ofYear: year, from: first)
            for (index, span) in spans.enumerated()
            where floorRemainder(before + index, step) == 0 && (months.isEmpty || months.contains(span.month)) {
                body(days(of: [span], in: first..<end))
            }
        }
    }

    /// The named months, in place of one that the year does not have the next or the previous one.
    private func chosenMonths(in spans: [MonthSpan]) -> [MonthSpan] {
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

    /// The days that satisfy every part within some months of a year.
    private func days(of spans: [MonthSpan], in wholeYear: Range<Int>) -> YearDays {
        var found = YearDays(around: wholeYear)
        if !weekNumbers.isEmpty {
            found.keep { kept in for number in weekNumbers { insertWeek(number, of: wholeYear, into: &kept) } }
        }
        if !yearDays.isEmpty {
            found.keep { kept in for number in yearDays { day(number, of: wholeYear).map { kept.insert($0..<$0 + 1) } }
            }
        }
        if !monthDays.isEmpty {
            found.keep { kept in
                for span in spans {
                    for number in monthDays { day(number, of: span.days).map { kept.insert($0..<$0 + 1) } }
                }
            }
        } else if (weekNumbers.isEmpty && yearDays.isEmpty) || !months.isEmpty || period == .month {
            found.keep { kept in for span in spans { kept.insert(span.days) } }
        }
        guard !weekdays.isEmpty, !found.isEmpty else { return found }
        found.keep { kept in for position in weekdays { kept.insert(every: position.weekday) } }
        if weekdays.contains(where: { $0.ordinal != 0 }) {
            found.filter { isOnWeekday($0, spans: spans, wholeYear: wholeYear) }
        }
        return found
    }

    /// The day counted from either end of a month or year; one that does not exist is moved by SKIP.
    private func day(_ number: Int, of days: Range<Int>) -> Int? {
        let day = number > 0 ? days.lowerBound + number - 1 : days.upperBound + number
        if days.contains(day) { return day }
        switch period == .shorter ? .omit : skip {
        case .omit: return nil
        case .forward: return number > 0 ? days.upperBound : days.lowerBound
        case .backward: return number > 0 ? days.upperBound - 1 : days.lowerBound - 1
        }
    }

    /// A week of the year; week 1 is the first with four days in it, as in the Gregorian calendar.
    private func insertWeek(_ number: Int, of wholeYear: Range<Int>, into days: inout YearDays) {
        let first = weeks.weekStart(of: wholeYear.lowerBound + 3)
        if let start = weeks.start(ofWeek: number, in: first..<weeks.weekStart(of: wholeYear.upperBound + 3)) {
            for day in start..<start + 7 where weekdayOfWeeks == nil || Weekday(dayNumber: day) == weekdayOfWeeks {
                days.insert(day..<day + 1)
            }
        } else if let day = day(number > 0 ? 400 : -400, of: wholeYear) {
            days.insert(day..<day + 1)
        }
    }

    private func isOnWeekday(_ day: Int, spans: [MonthSpan], wholeYear: Range<Int>) -> Bool {
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

/// Days of one year of any calendar, and of the weeks around it, as bits.
struct YearDays: Sendable {
    /// Eight words of 64 days. A year of thirteen months has 385 days at most.
    private var words = SIMD8<UInt64>(repeating: .max)
    /// The day of the first bit.
    private let base: Int
    private static let margin = 64

    /// Every day of a year and of the weeks around it.
    init(around year: Range<Int>) { base = year.lowerBound - Self.margin }

    var isEmpty: Bool { words == SIMD8(repeating: 0) }

    /// Drops every day that `insert` does not insert.
    mutating func keep(_ insert: (_ kept: inout YearDays) -> Void) {
        var kept = self
        kept.words = SIMD8(repeating: 0)
        insert(&kept)
        words &= kept.words
    }

    mutating func insert(_ days: Range<Int>) {
        var lower = max(days.lowerBound - base, 0)
        let upper = min(days.upperBound - base, 512)
        while lower < upper {
            let end = min(upper, (lower | 63) + 1)
            words[lower >> 6] |= (UInt64.max >> UInt64(64 - (end - lower))) << UInt64(lower & 63)
            lower = end
        }
    }

    mutating func insert(every weekday: Weekday) {
        for day in stride(
            from: base + floorRemainder(weekday.rawValue - weekdayIndex(of: base), 7),
            to: base + 512,
            by: 7
        ) {
            words[(day - base) >> 6] |= 1 << UInt64((day - base) & 63)
        }
    }

    mutating func filter(_ isKept: (_ day: Int) -> Bool) {
        let all = self
        all.forEach { day in if !isKept(day) { words[(day - base) >> 6] &= ~(1 << UInt64((day - base) & 63)) } }
    }

    /// The days in order.
    func forEach(_ body: (_ day: Int) -> Void) {
        for index in 0..<8 {
            var word = words[index]
            while word != 0 {
                body(base + index << 6 + word.trailingZeroBitCount)
                word &= word - 1
            }
        }
    }
}
