internal import ICalendar

/// A date or date-time as ISO 8601 and RFC 3339 write it, which iCalendar text does not.
struct ExtendedTime {
    private var time: CivilDateTime
    private var isDate: Bool
    private var isUTC = false
    /// Seconds east of Greenwich.
    private(set) var offset: Int?

    /// Reads `2026-01-05`, `2026-01-05T09:00[:00][.000]` and `20260105T090000` with an offset; nil for what is in the form
    /// of RFC 5545 and for what is no time.
    init?(_ text: String) {
        guard text.utf8.count <= 40 else { return nil }
        var rest = Substring(text)
        let sign = text.dropFirst(11).lastIndex { $0 == "+" || $0 == "-" }
        if text.count > 11, let sign {
            let digits = text[text.index(after: sign)...].filter(\.isNumber)
            guard digits.count == 4 || digits.count == 2, let number = Int(digits) else { return nil }
            let seconds = digits.count == 4 ? number / 100 * 3600 + number % 100 * 60 : number * 3600
            offset = text[sign] == "-" ? -seconds : seconds
            rest = text[..<sign]
        }
        if rest.last == "Z" || rest.last == "z" {
            isUTC = true
            rest.removeLast()
        }
        if let point = rest.lastIndex(of: ".") { rest = rest[..<point] }
        let isExtended = rest.dropFirst(4).first == "-"
        let clock = rest.dropFirst(isExtended ? 10 : 8)
        guard var basic = Self.digits(rest.prefix(isExtended ? 10 : 8), isExtended ? [[4, 7]] : []) else { return nil }
        if let separator = clock.first {
            guard let digits = Self.digits(clock.dropFirst(), [[2], [2, 5]]), "Tt ".contains(separator) else { return nil }
            basic += "T" + digits + (digits.count == 4 ? "00" : "")
        }
        guard isExtended || offset != nil || clock.contains(":") || clock.first == " " else { return nil }
        let bytes = Array(basic.utf8)
        guard let value = TimeValue(bytes.span) else { return nil }
        (time, isDate) = (value.civil, value.isDate)
    }

    /// What stands between marks, if they stand in one of some sets of places or there are none.
    private static func digits(_ text: Substring, _ places: [[Int]]) -> String? {
        let marks = text.enumerated().filter { $0.element == "-" || $0.element == ":" }.map(\.offset)
        guard marks.isEmpty || places.contains(marks) else { return nil }
        return text.filter { $0 != "-" && $0 != ":" }
    }

    /// The same moment as RFC 5545 §3.3.5 writes it, in UTC if there is an offset.
    var basicText: String {
        let moment = offset.map { time.addingSeconds(-$0) } ?? time
        return isDate ? String(moment.basicText.prefix(8)) : moment.basicText + (isUTC || offset != nil ? "Z" : "")
    }
}
