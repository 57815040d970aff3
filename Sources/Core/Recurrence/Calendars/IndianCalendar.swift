internal import ICalendar

/// The Indian national calendar (Saka era): years begin on 22 March, or on 21 March of a Gregorian leap year.
struct IndianCalendar: ArithmeticCalendar {
    let monthsPerYear: Int? = 12
    static let cycle = (years: 400, days: 146_097)
    /// Year 1 begins in 79.
    private static let yearsBehind = 78

    func firstDay(of year: Int) -> Int { GregorianYear(year + Self.yearsBehind).firstDay + 80 }

    func months(of year: Int) -> [MonthSpan] {
        let isLeap = CivilDate.isLeapYear(year + Self.yearsBehind)
        return [MonthSpan](from: firstDay(of: year), count: 12) { $0 == 0 ? (isLeap ? 31 : 30) : $0 < 6 ? 31 : 30 }
    }
}
