/// The calendar of Alexandria, as Copts and Ethiopians count it: twelve months of 30 days and one of five or six.
struct AlexandrianCalendar: ArithmeticCalendar {
    /// From where years are counted.
    enum Epoch: Int, Sendable {
        /// The era of the martyrs: 284-08-29 of the Julian calendar.
        case martyrs = -615_558
        /// The era of grace: 8-08-29 of the Julian calendar.
        case ameteMihret = -716_367
        /// The era of the world, 5500 years before.
        case ameteAlem = -2_725_242

        /// The first day of year 1.
        var firstDay: Int { rawValue }
    }

    let epoch: Epoch
    let monthsPerYear: Int? = 13
    static let cycle = (years: 4, days: 1461)

    func firstDay(of year: Int) -> Int { epoch.firstDay + 365 * (year - 1) + floorDivide(year, 4) }

    func months(of year: Int) -> [MonthSpan] {
        [MonthSpan](from: firstDay(of: year), count: 13) { $0 < 12 ? 30 : floorRemainder(year, 4) == 3 ? 6 : 5 }
    }
}
