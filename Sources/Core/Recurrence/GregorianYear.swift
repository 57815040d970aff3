internal import ICalendar

/// What the engine needs of a Gregorian year, in day numbers since 1970-01-01.
struct GregorianYear: Hashable, Sendable {
    let year: Int
    /// The day number of 1 January.
    let firstDay: Int
    let isLeap: Bool

    init(_ year: Int) {
        self.year = year
        let before = year - 1
        let leapDays = floorDivide(before, 4) - floorDivide(before, 100) + floorDivide(before, 400)
        firstDay = before * 365 + leapDays - 719_162
        isLeap = CivilDate.isLeapYear(year)
    }

    /// The year that holds a day.
    init(holding dayNumber: Int) {
        self.init(CivilDate(dayNumber: dayNumber).year)
    }

    var length: Int { isLeap ? 366 : 365 }

    /// The day numbers of the year.
    var days: Range<Int> { firstDay..<firstDay + length }

    /// The weekday of 1 January, 0 for Monday.
    var firstWeekday: Int { weekdayIndex(of: firstDay) }

    /// The days of month 1 to 12, counted from 1 January as 0.
    func daysOfMonth(_ month: Int) -> Range<Int> {
        Self.start(of: month, isLeap: isLeap)..<Self.start(of: month + 1, isLeap: isLeap)
    }

    private static func start(of month: Int, isLeap: Bool) -> Int {
        month < 3 ? (month - 1) * 31 : (153 * month - 457) / 5 + (isLeap ? 60 : 59)
    }
}

/// The weekday of a day number, 0 for Monday.
func weekdayIndex(of dayNumber: Int) -> Int { floorRemainder(dayNumber + 3, 7) }

/// Weeks that start on a given weekday, numbered by RFC 5545 §3.3.10: week 1 is the first with four days in the year.
struct WeekNumbering: Hashable, Sendable {
    let weekStart: Weekday

    /// The first day of the week that holds a day.
    func weekStart(of dayNumber: Int) -> Int {
        dayNumber - floorRemainder(weekdayIndex(of: dayNumber) - weekStart.rawValue, 7)
    }

    /// The first day of a year's week 1.
    func firstWeek(of year: Int) -> Int { weekStart(of: GregorianYear(year).firstDay + 3) }

    /// The days of a week-year.
    func days(of weekYear: Int) -> Range<Int> { firstWeek(of: weekYear)..<firstWeek(of: weekYear + 1) }

    /// The week-year that holds a day.
    func weekYear(holding dayNumber: Int) -> Int { CivilDate(dayNumber: weekStart(of: dayNumber) + 3).year }

    /// The first day of a week that is counted from either end, or nil if the year has no such week.
    func start(ofWeek number: Int, in days: Range<Int>) -> Int? {
        let weeks = days.count / 7
        let index = number > 0 ? number - 1 : weeks + number
        return number != 0 && index >= 0 && index < weeks ? days.lowerBound + index * 7 : nil
    }
}
