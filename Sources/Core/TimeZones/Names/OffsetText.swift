internal import ICalendar

/// Offsets as zone names spell them: `GMT-0400`, `UTC+2`, `(GMT +01.00) …`, `ZE4`.
enum OffsetText {
    /// `UTC` or `GMT`, which may be omitted before a sign and two digits, then an offset.
    static func read(_ text: String) -> UTCOffset? {
        var rest = text.uppercased().filter { $0 != " " }[...]
        let isNamed = rest.hasPrefix("UTC") || rest.hasPrefix("GMT")
        if isNamed { rest = rest.dropFirst(3) }
        guard let sign = rest.first else { return isNamed ? .zero : nil }
        guard sign == "+" || sign == "-" || sign == "\u{2212}" else { return nil }
        rest = rest.dropFirst()
        guard isNamed || rest.utf8.count >= 2 else { return nil }
        return magnitude(rest).flatMap { UTCOffset(seconds: sign == "+" ? $0 : -$0) }
    }

    /// An offset in parentheses before a text, and the text; no offset where there are none.
    static func splitOff(_ text: String) -> (offset: UTCOffset?, text: String) {
        guard text.hasPrefix("("), let end = text.firstIndex(of: ")"),
            let offset = read(String(text[text.index(after: text.startIndex)..<end]))
        else { return (nil, text) }
        return (offset, String(text[text.index(after: end)...].drop { $0 == " " }))
    }

    /// `ZE4`: four hours east of Greenwich, as Lotus Notes names zones; `ZW3`: three hours west.
    static func readLotus(_ text: String) -> UTCOffset? {
        let upper = text.uppercased()
        guard upper.hasPrefix("ZE") || upper.hasPrefix("ZW"), let hours = Int(upper.dropFirst(2)),
            (1...12).contains(hours)
        else { return nil }
        return UTCOffset(seconds: upper.hasPrefix("ZE") ? hours * 3600 : -hours * 3600)
    }

    /// `h`, `hh`, `hmm`, `hhmm`, or two numbers with `:` or `.` between them, in seconds.
    private static func magnitude(_ text: Substring) -> Int? {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "." }
        let digits = parts.joined()
        guard digits.utf8.count <= 4, digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits)
        else { return nil }
        let hasMinutes = parts.count == 2 ? parts[1].utf8.count == 2 : digits.utf8.count > 2
        guard parts.count <= 2, parts.count == 1 || hasMinutes else { return nil }
        let (hours, minutes) = hasMinutes ? (number / 100, number % 100) : (number, 0)
        return hours <= 23 && minutes <= 59 ? hours * 3600 + minutes * 60 : nil
    }
}
