internal import ICalendar

/// The days of a year on which something happens: the date parts of a yearly recurrence rule.
///
/// Omitted parts are empty. Within one year it follows RFC 5545 §3.3.10, without looking at other years, so a zone
/// whose rules never end is computed for any year directly.
struct YearlyDays: Hashable, Sendable {
    /// BYMONTH.
    var months: [Int] = []
    /// BYMONTHDAY; negative counts from the month's end.
    var monthDays: [Int] = []
    /// BYDAY.
    var weekdays: [RecurrenceRule.WeekdayPosition] = []
    /// BYYEARDAY; negative counts from the year's end.
    var yearDays: [Int] = []
    /// BYSETPOS.
    var setPositions: [Int] = []
}

extension YearlyDays {
    /// The `n`th `weekday` of `month`, from its end where `n` is negative.
    static func nth(_ n: Int, _ weekday: Weekday, of month: Int) -> YearlyDays {
        YearlyDays(months: [month], weekdays: [.init(weekday, ordinal: n)])
    }

    /// One day of the year that leap days do not move.
    static func fixed(month: Int, day: Int) -> YearlyDays {
        YearlyDays(months: [month], monthDays: [day])
    }

    /// Day numbers (since 1970-01-01) within `year`, ascending.
    func dayNumbers(in year: Int) -> [Int] {
        if let only = singleNthWeekday(in: year) { return only.map { [$0] } ?? [] }
        let days = candidates(in: year)
        guard !setPositions.isEmpty else { return days }
        let chosen = setPositions.compactMap { position in
            let index = position > 0 ? position - 1 : days.count + position
            return days.indices.contains(index) ? days[index] : nil
        }
        return Set(chosen).sorted()
    }

    /// The usual shape, `BYMONTH=3;BYDAY=-1SU`, without a loop: outer nil where this is another shape.
    private func singleNthWeekday(in year: Int) -> Int?? {
        guard months.count == 1, weekdays.count == 1, weekdays[0].ordinal != 0,
            monthDays.isEmpty, yearDays.isEmpty, setPositions.isEmpty, (1...12).contains(months[0])
        else { return nil }
        let month = months[0]
        let length = CivilDate.daysInMonth(month, of: year)
        let first = CivilDate(year: year, month: month, day: 1).dayNumber
        let ordinal = weekdays[0].ordinal
        let wanted = weekdays[0].weekday.rawValue
        let day: Int
        if ordinal > 0 {
            let lead = (wanted - Weekday(dayNumber: first).rawValue + 7) % 7
            day = lead + (ordinal - 1) * 7
        } else {
            let lead = (Weekday(dayNumber: first + length - 1).rawValue - wanted + 7) % 7
            day = length - 1 - lead + (ordinal + 1) * 7
        }
        return .some((0..<length).contains(day) ? first + day : nil)
    }

    private func candidates(in year: Int) -> [Int] {
        let start = CivilDate(year: year, month: 1, day: 1).dayNumber
        let yearLength = CivilDate.isLeapYear(year) ? 366 : 365
        var days: [Int] = []
        var monthStart = start
        for month in 1...12 {
            let monthLength = CivilDate.daysInMonth(month, of: year)
            defer { monthStart += monthLength }
            guard months.isEmpty || months.contains(month) else { continue }
            // Without BYMONTH an ordinal weekday counts within the year (§3.3.10, note 2).
            let frame = months.isEmpty ? (start, yearLength) : (monthStart, monthLength)
            for day in monthStart..<monthStart + monthLength
            where accepts(
                day,
                monthStart: monthStart,
                monthLength: monthLength,
                yearStart: start,
                yearLength: yearLength
            )
                && acceptsWeekday(of: day, frameStart: frame.0, frameLength: frame.1)
            {
                days.append(day)
            }
        }
        return days
    }

    private func accepts(_ day: Int, monthStart: Int, monthLength: Int, yearStart: Int, yearLength: Int) -> Bool {
        let monthDay = day - monthStart + 1
        let yearDay = day - yearStart + 1
        return (monthDays.isEmpty || monthDays.contains(monthDay) || monthDays.contains(monthDay - monthLength - 1))
            && (yearDays.isEmpty || yearDays.contains(yearDay) || yearDays.contains(yearDay - yearLength - 1))
    }

    private func acceptsWeekday(of day: Int, frameStart: Int, frameLength: Int) -> Bool {
        guard !weekdays.isEmpty else { return true }
        let weekday = Weekday(dayNumber: day)
        let fromStart = (day - frameStart) / 7 + 1
        let fromEnd = -((frameStart + frameLength - 1 - day) / 7 + 1)
        return weekdays.contains { position in
            position.weekday == weekday
                && (position.ordinal == 0 || position.ordinal == fromStart || position.ordinal == fromEnd)
        }
    }
}
