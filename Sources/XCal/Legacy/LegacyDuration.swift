/// Durations in the forms that conference software writes instead of RFC 5545 §3.3.6.
enum LegacyDuration {
    /// The length in seconds that such a text says; nil if it is of none of the forms.
    ///
    /// Known are `01:30` and `1:30:00`, Python's `2 days, 1:30:00` and `-1 day, 23:00:00` also with the `00:00` that Open
    /// Event appends, Pentabarf's `01H30M00S`, frab's `013000`, and pretalx's `0.13000`: days, then frab's form.
    static func seconds(_ text: [UInt8]) -> Int? {
        for form in [clock, units, digits] {
            if let seconds = form(text) { return seconds }
        }
        return nil
    }

    /// The length as RFC 5545 writes it, weeks never used.
    static func text(seconds: Int) -> String {
        var text = seconds < 0 ? "-P" : "P"
        let length = seconds.magnitude
        if length >= 86_400 { text += "\(length / 86_400)D" }
        let rest = length % 86_400
        guard rest > 0 || length == 0 else { return text }
        text += "T"
        if rest >= 3600 { text += "\(rest / 3600)H" }
        if rest / 60 % 60 > 0 { text += "\(rest / 60 % 60)M" }
        if rest % 60 > 0 || length == 0 { text += "\(rest % 60)S" }
        return text
    }

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
        guard scanner.skip(":"), let minutes = scanner.number(2) else { return nil }
        var seconds = 0
        if scanner.skip(":") {
            guard let read = scanner.number(2) else { return nil }
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

    /// `013000`, or `0.13000` with days in front: the last four digits are minutes and seconds, hours stand before them.
    private static func digits(_ text: [UInt8]) -> Int? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        var days = 0
        if parts.count == 2 {
            var scanner = DigitScanner(Array(parts[0]))
            guard let number = scanner.number(), scanner.isAtEnd else { return nil }
            days = number
        }
        guard parts.count <= 2, let last = parts.last, (5...7).contains(last.count) else { return nil }
        var scanner = DigitScanner(Array(last))
        guard let hours = scanner.number(last.count - 4), let minutes = scanner.number(2), let seconds = scanner.number(2),
            minutes < 60, seconds < 60
        else { return nil }
        return days * 86_400 + hours * 3600 + minutes * 60 + seconds
    }
}
