internal import ICalendar

/// Durations in the forms that conference software writes instead of RFC 5545 §3.3.6.
enum LegacyDuration {
    /// The length in seconds of such a text; nil if it is of none of the forms.
    ///
    /// Known are `01:30` and `1:30:00`, `0:01:30:00` with days in front, Python's `2 days, 1:30:00` and `-1 day, 23:00:00`
    /// also with the `00:00` that Open Event appends, Pentabarf's `01H30M00S`, frab's `013000`, and pretalx's `1.03000`: its
    /// hours are a floating-point number, `1.0`, before minutes and seconds.
    static func seconds(_ text: [UInt8]) -> Int? {
        for form in [clock, units, digits] {
            if let seconds = form(text), seconds.magnitude <= DurationText.longestDays * 86_400 { return seconds }
        }
        return nil
    }

    /// The length as RFC 5545 writes it, weeks never used.
    static func text(seconds: Int) -> String { DurationText(seconds: seconds)?.text(usesWeeks: false) ?? "" }

    /// Python's `str(timedelta)`: a sign, days, hours, minutes and seconds, fractions.
    private static func clock(_ text: [UInt8]) -> Int? {
        var scanner = DigitScanner(text)
        let isNegative = scanner.skip("-")
        guard var number = scanner.number() else { return nil }
        var days = 0
        if scanner.skip(word: " day") {
            _ = scanner.skip("s")
            days = isNegative ? -number : number
            if scanner.isAtEnd { return days * 86_400 }
            guard scanner.skip(word: ", "), let hours = scanner.number() else { return nil }
            number = hours
        } else if isNegative {
            return nil
        }
        guard scanner.skip(":"), var minutes = scanner.number(2) else { return nil }
        var seconds = 0
        if scanner.skip(":") {
            guard var read = scanner.number(2) else { return nil }
            if days == 0, scanner.skip(":") {
                guard minutes < 24, let last = scanner.number(2), scanner.isAtEnd else { return nil }
                (days, number, minutes, read) = (number, minutes, read, last)
            }
            seconds = read
            _ = scanner.skipFraction()
            _ = scanner.skip(word: "00:00")
        }
        guard scanner.isAtEnd, minutes < 60, seconds < 60 else { return nil }
        return days * 86_400 + number * 3600 + minutes * 60 + seconds
    }

    /// `01H30M00S`, any of the units.
    private static func units(_ text: [UInt8]) -> Int? {
        var scanner = DigitScanner(text.map { $0 &- 0x61 < 26 ? $0 & 0xDF : $0 })
        var seconds = 0
        var count = 0
        for (unit, length) in [("H", 3600), ("M", 60), ("S", 1)] as [(Unicode.Scalar, Int)] {
            var ahead = scanner
            guard let number = ahead.number(), ahead.skip(unit) else { continue }
            scanner = ahead
            seconds += number * length
            count += 1
        }
        return count > 0 && scanner.isAtEnd ? seconds : nil
    }

    /// `013000`, or `1.03000`: the last four digits are minutes and seconds, hours precede them, with or without a
    /// fraction of zero.
    private static func digits(_ text: [UInt8]) -> Int? {
        guard text.count >= 5 else { return nil }
        var hours = DigitScanner(Array(text.dropLast(4)))
        guard let whole = hours.number() else { return nil }
        if hours.skip(".") {
            guard hours.skip("0") else { return nil }
        } else {
            guard text.count <= 7 else { return nil }
        }
        var rest = DigitScanner(Array(text.suffix(4)))
        guard hours.isAtEnd, let minutes = rest.number(2), let seconds = rest.number(2), minutes < 60, seconds < 60
        else { return nil }
        return whole * 3600 + minutes * 60 + seconds
    }
}
