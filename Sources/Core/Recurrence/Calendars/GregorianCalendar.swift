internal import ICalendar

/// The proleptic Gregorian calendar.
struct GregorianCalendar: CalendarArithmetic {
    let monthsPerYear: Int? = 12

    func year(holding dayNumber: Int) -> Int { CivilDate(dayNumber: dayNumber).year }

    func months(of year: Int) -> [MonthSpan] {
        let year = GregorianYear(year)
        return [MonthSpan](from: year.firstDay, count: 12) { year.daysOfMonth($0 + 1).count }
    }
}
