public import ICalendar

/// A day as people name it: `2026-03-01`, `today`, `tomorrow`, `monday`, `+7d`, `-1m`.
public enum DayExpression {
    /// The forms, for messages.
    public static let forms =
        "2026-03-01, today, tomorrow, yesterday, monday or mon, +7d (in 7 days), -2w (weeks), +1m (months), -1y (years)"

    /// The words among the forms.
    package static var words: [String] {
        relativeDays.sorted { $0.value < $1.value }.map(\.key) + Weekday.allCases.map { $0.name.lowercased() }
    }

    private static let relativeDays = ["yesterday": -1, "today": 0, "tomorrow": 1]

    /// The day that a text means.
    ///
    /// - `today`, `tomorrow`, `yesterday`, in any letter case.
    /// - A weekday, in full or with three letters: the next one, `today` included.
    /// - A sign, a number and `d`, `w`, `m` or `y`: so many days, weeks, months or years after or before `today`. A month or
    ///   year that has no such day ends with its last.
    ///
    /// - Parameter today: the day that the others are counted from.
    /// - Returns: nil for anything else, and for a day that does not exist or lies outside of the years 1 to 9999.
    public static func day(_ text: String, today: @autoclosure () -> CivilDate) -> CivilDate? {
        if let date = CivilDate(extended: text) { return date.year > 0 ? date : nil }
        let word = text.lowercased()
        if let distance = relativeDays[word] { return today().addingDays(distance) }
        if let weekday = Weekday(name: word), [3, weekday.name.count].contains(word.count) {
            let first = today()
            return first.addingDays((weekday.rawValue - first.weekday.rawValue + 7) % 7)
        }
        return distance(word).flatMap { days, months in
            let moved = months == 0 ? today().addingDays(days) : today().addingMonths(months)
            return (1...9999).contains(moved.year) ? moved : nil
        }
    }

    /// `+7d`: days, or months.
    private static func distance(_ text: String) -> (days: Int, months: Int)? {
        guard let sign = text.first, sign == "+" || sign == "-", let unit = text.last else { return nil }
        let digits = text.dropFirst().dropLast()
        guard (1...7).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }),
            let number = Int(digits)
        else { return nil }
        let count = sign == "-" ? -number : number
        return switch unit {
        case "d": (count, 0)
        case "w": (count * 7, 0)
        case "m": (0, count)
        case "y": (0, count * 12)
        default: nil
        }
    }
}

extension CivilDate {
    /// The same day of another month, or the last of that month.
    fileprivate func addingMonths(_ count: Int) -> CivilDate {
        let months = year * 12 + month - 1 + count
        let year = months >= 0 ? months / 12 : (months - 11) / 12
        let month = months - year * 12 + 1
        return CivilDate(year: year, month: month, day: min(day, CivilDate.daysInMonth(month, of: year)))
    }
}
