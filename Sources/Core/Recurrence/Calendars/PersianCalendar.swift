/// The solar Hijri calendar by the rule of 33 years that ICU has: eight leap years in each.
struct PersianCalendar: ArithmeticCalendar {
    let monthsPerYear: Int? = 12
    static let cycle = (years: 33, days: 12_053)
    /// The first day of year 1: 622-03-19 of the Julian calendar.
    private static let epoch = -492_268

    func firstDay(of year: Int) -> Int { Self.epoch + 365 * (year - 1) + floorDivide(8 * year + 21, 33) }

    func months(of year: Int) -> [MonthSpan] {
        let start = firstDay(of: year)
        let length = firstDay(of: year + 1) - start
        return [MonthSpan](from: start, count: 12) { $0 < 6 ? 31 : $0 < 11 ? 30 : length - 336 }
    }
}
