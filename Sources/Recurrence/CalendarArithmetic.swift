public import ICalendar

/// How a calendar divides days into months and years (RFC 7529 §4.2): all that the engine needs to know of one.
///
/// The Gregorian calendar is built in; others are handed in from outside.
public struct CalendarArithmetic: Sendable {
    /// One month of one year.
    public struct MonthSpan: Hashable, Sendable {
        /// Its number within the year, and whether it is a leap month.
        public var month: RecurrenceRule.Month
        /// Its days, counted from 1970-01-01.
        public var days: Range<Int>

        /// A month from its name and its days.
        public init(_ month: RecurrenceRule.Month, days: Range<Int>) {
            self.month = month
            self.days = days
        }
    }

    /// The value of RSCALE that names the calendar, in upper case.
    public var scale: String
    /// How many months every year has; nil where that varies.
    public var monthsPerYear: Int?
    /// The year that holds a day counted from 1970-01-01.
    public var yearHolding: @Sendable (_ dayNumber: Int) -> Int
    /// The months of a year in order, without gaps between them.
    public var months: @Sendable (_ year: Int) -> [MonthSpan]

    /// A calendar from its parts.
    public init(
        scale: String,
        monthsPerYear: Int? = nil,
        yearHolding: @escaping @Sendable (_ dayNumber: Int) -> Int,
        months: @escaping @Sendable (_ year: Int) -> [MonthSpan]
    ) {
        self.scale = scale
        self.monthsPerYear = monthsPerYear
        self.yearHolding = yearHolding
        self.months = months
    }

    /// What RSCALE calls the Gregorian calendar: RFC 7529's name, CLDR's, and those of its forms that only number years
    /// differently, which no rule can tell.
    static let gregorianNames: Set<String> = ["GREGORIAN", "GREGORY", "ISO8601", "BUDDHIST", "JAPANESE", "ROC"]

    /// The proleptic Gregorian calendar.
    public static let gregorian = CalendarArithmetic(
        scale: "GREGORIAN",
        monthsPerYear: 12,
        yearHolding: { CivilDate(dayNumber: $0).year },
        months: { number in
            let year = GregorianYear(number)
            return (1...12).map { month in
                let days = year.daysOfMonth(month)
                return MonthSpan(.init(month), days: year.firstDay + days.lowerBound..<year.firstDay + days.upperBound)
            }
        }
    )
}
