internal import ICalendar

/// A day that repeats every year, in the shapes that zones' laws use.
enum OnsetPattern: Hashable {
    /// The last such weekday of the month.
    case last(month: Int, weekday: Weekday)
    /// The first to fourth such weekday of the month.
    case nth(month: Int, ordinal: Int, weekday: Weekday)
    /// The same day of the month.
    case fixed(month: Int, day: Int)
    /// The first such weekday from that day on, which may lie in the next month.
    case onOrAfter(month: Int, day: Int, weekday: Weekday)
}

extension OnsetPattern {
    /// Every pattern that yields `date`, the ones that most programs read correctly first.
    static func candidates(for date: CivilDate) -> [OnsetPattern] {
        let weekday = date.weekday
        let length = CivilDate.daysInMonth(date.month, of: date.year)
        var found: [OnsetPattern] = []
        if date.day > length - 7 { found.append(.last(month: date.month, weekday: weekday)) }
        if date.day <= 28 {
            found.append(.nth(month: date.month, ordinal: (date.day + 6) / 7, weekday: weekday))
        }
        if !(date.month == 2 && date.day == 29) { found.append(.fixed(month: date.month, day: date.day)) }
        for lead in 0...6 {
            let first = date.addingDays(-lead)
            let last = first.addingDays(6)
            // A window over the end of February or of December would not be the same days every year.
            let isSteady = first.year == last.year && !(first.month == 2 && first.day > 22)
            let isNth = [1, 8, 15, 22].contains(first.day)
            if isSteady, !isNth { found.append(.onOrAfter(month: first.month, day: first.day, weekday: weekday)) }
        }
        return found
    }

    /// The day in `year`, as a day number since 1970-01-01.
    func dayNumber(in year: Int) -> Int {
        switch self {
        case .last(let month, let weekday):
            return Self.first(
                weekday,
                from: CivilDate(year: year, month: month, day: CivilDate.daysInMonth(month, of: year) - 6)
            )
        case .nth(let month, let ordinal, let weekday):
            return Self.first(weekday, from: CivilDate(year: year, month: month, day: ordinal * 7 - 6))
        case .fixed(let month, let day):
            return CivilDate(year: year, month: month, day: day).dayNumber
        case .onOrAfter(let month, let day, let weekday):
            return Self.first(weekday, from: CivilDate(year: year, month: month, day: day))
        }
    }

    private static func first(_ weekday: Weekday, from date: CivilDate) -> Int {
        let day = date.dayNumber
        return day + (weekday.rawValue - Weekday(dayNumber: day).rawValue + 7) % 7
    }

    /// The yearly rule for the days of this pattern in `month`; nil if it never falls into that month.
    func rule(in month: Int) -> RecurrenceRule? {
        var rule = RecurrenceRule(.yearly)
        rule.byMonth = [.init(month)]
        switch self {
        case .last(month, let weekday): rule.byDay = [.init(weekday, ordinal: -1)]
        case .nth(month, let ordinal, let weekday): rule.byDay = [.init(weekday, ordinal: ordinal)]
        case .fixed(month, let day): rule.byMonthDay = [day]
        case .onOrAfter(let firstMonth, let firstDay, let weekday):
            let first = CivilDate(year: 1970, month: firstMonth, day: firstDay)
            let window = (0...6).map { first.addingDays($0) }.filter { $0.month == month }
            guard !window.isEmpty else { return nil }
            rule.byMonthDay = window.map(\.day)
            rule.byDay = [.init(weekday)]
        default: return nil
        }
        return rule
    }
}
