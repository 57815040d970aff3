/// The tabular Islamic calendar: of thirty years eleven have 355 days, the 2nd, 5th, 7th, 10th, 13th, 16th, 18th, 21st,
/// 24th, 26th and 29th.
struct TabularIslamicCalendar: ArithmeticCalendar {
    /// From where days are counted.
    enum Epoch: Int, Sendable {
        /// Friday, 622-07-16 of the Julian calendar.
        case civil = -492_148
        /// Thursday, the day before.
        case astronomical = -492_149

        /// The first day of year 1.
        var firstDay: Int { rawValue }
    }

    let epoch: Epoch
    let monthsPerYear: Int? = 12
    static let cycle = (years: 30, days: 10_631)

    func firstDay(of year: Int) -> Int { epoch.firstDay + (year - 1) * 354 + floorDivide(3 + 11 * year, 30) }

    func months(of year: Int) -> [MonthSpan] {
        let isLeap = floorRemainder(14 + 11 * year, 30) < 11
        return [MonthSpan](from: firstDay(of: year), count: 12) { $0 % 2 == 0 || ($0 == 11 && isLeap) ? 30 : 29 }
    }
}

/// The calendar of Umm al-Qura: the published months of the years 1300 to 1600 (1882-11-12 to 2174-11-25), and the civil
/// tabular calendar before and after, as in ICU.
struct UmmAlQuraCalendar: CalendarArithmetic {
    private let published = TabledCalendar(table: .ummAlQura, monthsPerYear: 12)
    private let tabular = TabularIslamicCalendar(epoch: .civil)
    let monthsPerYear: Int? = 12

    func year(holding dayNumber: Int) -> Int {
        published.table.days.contains(dayNumber) ? published.year(holding: dayNumber) : tabular.year(holding: dayNumber)
    }

    func months(of year: Int) -> [MonthSpan] {
        let months = published.months(of: year)
        return months.isEmpty ? tabular.months(of: year) : months
    }
}
