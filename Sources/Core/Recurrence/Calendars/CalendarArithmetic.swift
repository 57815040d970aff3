internal import ICalendar

/// How a calendar divides days into years and months (RFC 7529 §4.2): all that the engine needs to know of one.
///
/// Days are counted from 1970-01-01. Months are named as in CLDR: a leap month has the number of the month before it.
protocol CalendarArithmetic: Sendable {
    /// How many months every year has; nil where that varies.
    var monthsPerYear: Int? { get }
    /// The days that the calendar is known for; nil where arithmetic reaches all.
    var knownDays: Range<Int>? { get }
    /// The year that holds a day; any other than a known one for a day that is not known.
    func year(holding dayNumber: Int) -> Int
    /// The months of a year in order, without gaps between them; none for a year that is not known.
    func months(of year: Int) -> [MonthSpan]
}

extension CalendarArithmetic {
    var knownDays: Range<Int>? { nil }
}

/// One month of one year.
struct MonthSpan: Hashable, Sendable {
    /// Its number within the year, and whether it is a leap month.
    var month: RecurrenceRule.Month
    /// Its days, counted from 1970-01-01.
    var days: Range<Int>
}

extension [MonthSpan] {
    /// The months of a year, one after the other.
    ///
    /// - Parameters:
    ///   - leapMonth: the number of the month that a leap month follows; 0 in a year without one.
    ///   - length: the days of the month with `place` months before it.
    init(from firstDay: Int, count: Int, leapMonth: Int = 0, length: (_ place: Int) -> Int) {
        self.init()
        reserveCapacity(count)
        var day = firstDay
        for place in 0..<count {
            let isLeap = leapMonth > 0 && place == leapMonth
            let number = leapMonth > 0 && place >= leapMonth ? place : place + 1
            let end = day + length(place)
            append(MonthSpan(month: .init(number, isLeap: isLeap), days: day..<end))
            day = end
        }
    }
}

/// A calendar whose years begin on computed days.
protocol ArithmeticCalendar: CalendarArithmetic {
    /// A number of years and their days, close to the average, to guess where a year lies.
    static var cycle: (years: Int, days: Int) { get }
    /// The first day of a year.
    func firstDay(of year: Int) -> Int
}

extension ArithmeticCalendar {
    func year(holding dayNumber: Int) -> Int {
        var year = floorDivide((dayNumber - firstDay(of: 1)) * Self.cycle.years, Self.cycle.days) + 1
        while firstDay(of: year) > dayNumber { year -= 1 }
        while firstDay(of: year + 1) <= dayNumber { year += 1 }
        return year
    }
}
