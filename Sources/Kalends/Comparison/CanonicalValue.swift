internal import ICalendar

/// One spelling for every value that means the same, written as iCalendar text.
///
/// Order of rule parts, letter case of words, escapes that need not be there, a plus sign, units of a duration: none of that
/// is meaning.
enum CanonicalValue {
    /// The canonical spelling of `raw`, an unfolded value or one item of a list.
    static func text(_ raw: String, as type: ValueType) -> String {
        switch type {
        case .text: escaped(unescaped(raw))
        case .recurrence: recurrence(raw)
        case .duration: duration(raw)
        case .boolean: raw.uppercased()
        case .integer: Int(raw).map(String.init) ?? raw
        case .float: number(raw)
        case .calendarAddress, .uri: lowercasedScheme(raw)
        case .utcOffset: raw.utf8.count == 7 && raw.hasSuffix("00") ? String(raw.dropLast(2)) : raw
        case .date, .dateTime, .time: raw.uppercased()
        case .period: period(raw)
        case .binary: String(raw.filter { !$0.isWhitespace })
        case .uid, .xmlReference, .unknown: raw
        }
    }

    private static func unescaped(_ raw: String) -> [UInt8] {
        var output: [UInt8] = []
        TextEscapes.appendUnescaped(Array(raw.utf8).span, to: &output)
        return output
    }

    private static func escaped(_ text: [UInt8]) -> String {
        var output: [UInt8] = []
        TextEscapes.appendEscaped(text.span, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    private static func number(_ raw: String) -> String {
        guard let value = Double(raw.hasPrefix("+") ? String(raw.dropFirst()) : raw) else { return raw }
        return value.description
    }

    private static func lowercasedScheme(_ raw: String) -> String {
        guard let colon = raw.firstIndex(of: ":") else { return raw }
        return raw[..<colon].lowercased() + raw[colon...]
    }

    private static func period(_ raw: String) -> String {
        let parts = raw.uppercased().split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].hasPrefix("P") else { return raw.uppercased() }
        return "\(parts[0])/\(duration(String(parts[1])))"
    }

    /// Rule parts in alphabetical order, lists sorted, INTERVAL=1 and WKST=MO left out: they are what a rule says without them.
    private static func recurrence(_ raw: String) -> String {
        raw.uppercased().filter { $0 != " " }.split(separator: ";").compactMap { part -> String? in
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { return String(part) }
            if part == "INTERVAL=1" || part == "WKST=MO" { return nil }
            let values = pair[1].split(separator: ",").map { $0.hasPrefix("+") ? $0.dropFirst() : $0 }
            return "\(pair[0])=\(values.sorted().joined(separator: ","))"
        }
        .sorted().joined(separator: ";")
    }

    /// Weeks as days, and hours, minutes and seconds in their largest units; days stay apart, as they may have 23 hours.
    private static func duration(_ raw: String) -> String {
        var rest = Substring(raw.uppercased())
        var sign = ""
        if let first = rest.first, first == "-" || first == "+" {
            sign = first == "-" ? "-" : ""
            rest.removeFirst()
        }
        guard rest.first == "P" else { return raw }
        rest.removeFirst()
        var days = 0
        var seconds = 0
        var number = ""
        for character in rest {
            if character.isASCII, character.isNumber {
                number.append(character)
                continue
            }
            if character == "T" { continue }
            guard let value = Int(number), value < 1 << 40 else { return raw }
            number = ""
            switch character {
            case "W": days += value * 7
            case "D": days += value
            case "H": seconds += value * 3600
            case "M": seconds += value * 60
            case "S": seconds += value
            default: return raw
            }
        }
        guard number.isEmpty else { return raw }
        if days == 0, seconds == 0 { return "PT0S" }
        var text = sign + "P" + (days > 0 ? "\(days)D" : "")
        if seconds > 0 {
            text += "T"
            if seconds >= 3600 { text += "\(seconds / 3600)H" }
            if seconds / 60 % 60 > 0 { text += "\(seconds / 60 % 60)M" }
            if seconds % 60 > 0 { text += "\(seconds % 60)S" }
        }
        return text
    }
}
