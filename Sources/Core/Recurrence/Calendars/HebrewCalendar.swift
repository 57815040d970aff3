/// The Hebrew calendar by the rules of Hillel II; month 1 is Tishri, Adar I of a leap year 5L, Adar always 6.
struct HebrewCalendar: ArithmeticCalendar {
    let monthsPerYear: Int? = nil
    /// Nineteen years have 235 months.
    static let cycle = (years: 19, days: 6940)
    /// The Monday of the mean new moon before year 1.
    private static let epoch = -2_092_590

    private static func isLeap(_ year: Int) -> Bool { floorRemainder(7 * year + 1, 19) < 7 }

    /// 1 Tishri: the day of the mean new moon, postponed by the four rules. Parts are 1/1080 of an hour.
    func firstDay(of year: Int) -> Int {
        let partsPerHour = 1080
        let partsPerDay = 24 * partsPerHour
        let months = floorDivide(235 * year - 234, 19)
        // A month has 29 days, 12 hours and 793 parts; the first new moon was at 11 hours and 204 parts.
        let parts = months * (12 * partsPerHour + 793) + 11 * partsPerHour + 204
        var day = 29 * months + floorDivide(parts, partsPerDay)
        let time = floorRemainder(parts, partsPerDay)
        /// 0 for Monday.
        var weekday = floorRemainder(day, 7)
        if [2, 4, 6].contains(weekday) {
            day += 1
            weekday = floorRemainder(day, 7)
        }
        if weekday == 1, time > 15 * partsPerHour + 204, !Self.isLeap(year) {
            day += 2
        } else if weekday == 0, time > 21 * partsPerHour + 589, Self.isLeap(year - 1) {
            day += 1
        }
        return Self.epoch + day
    }

    func months(of year: Int) -> [MonthSpan] {
        let start = firstDay(of: year)
        let isLeap = Self.isLeap(year)
        let length = firstDay(of: year + 1) - start - (isLeap ? 30 : 0)
        return [MonthSpan](from: start, count: isLeap ? 13 : 12, leapMonth: isLeap ? 5 : 0) { place in
            switch place {
            // Heshvan and Kislev contain the difference.
            case 1: length == 355 ? 30 : 29
            case 2: length == 353 ? 29 : 30
            case 0..<5: place % 2 == 0 ? 30 : 29
            case 5 where isLeap: 30
            default: (place - (isLeap ? 1 : 0)) % 2 == 0 ? 30 : 29
            }
        }
    }
}
