internal import Bytes

/// One spelling for every value that means the same, written as iCalendar text.
///
/// Letter case of words, unnecessary escapes, a plus sign, leading zeros, units of a duration and the order of a
/// rule's parts carry no meaning.
public enum CanonicalValue {
    /// The canonical spelling of a value.
    ///
    /// - Parameters:
    ///   - raw: an unfolded value, or one item of a list, with its escapes.
    ///   - hasWords: whether a text, or a value of no known type, is a word in any case.
    public static func text(_ raw: String, as type: ValueType, hasWords: Bool = false) -> String {
        switch type {
        case .text: hasWords ? escaped(Array(unescaped(raw).uppercased().utf8)) : text(raw)
        case .recurrence: CanonicalRule.text(raw)
        case .duration: duration(raw)
        case .boolean, .date, .dateTime, .time: raw.uppercased()
        case .integer: integer(raw)
        case .float: float(raw)
        case .calendarAddress, .uri: lowercasedScheme(raw)
        case .utcOffset: raw.utf8.count == 7 && raw.hasSuffix("00") ? String(raw.dropLast(2)) : raw
        case .period: period(raw)
        case .binary: String(raw.filter { !$0.isWhitespace })
        case .unknown: hasWords ? raw.uppercased() : raw
        case .uid, .xmlReference: raw
        }
    }

    private static func text(_ raw: String) -> String {
        let isPlain = raw.utf8.allSatisfy { $0 >= 0x20 && $0 != .backslash && $0 != .comma && $0 != .semicolon }
        return isPlain ? raw : escaped(Array(unescaped(raw).utf8))
    }

    /// A text as a value, with the escapes that it needs.
    static func escaped(_ text: [UInt8]) -> String {
        var output: [UInt8] = []
        TextEscapes.appendEscaped(text.span, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    static func unescaped(_ raw: String) -> String {
        guard raw.utf8.contains(.backslash) else { return raw }
        var output: [UInt8] = []
        TextEscapes.appendUnescaped(Array(raw.utf8).span, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// A whole number without plus sign and leading zeros; anything else unchanged.
    static func integer(_ raw: String) -> String { Int(raw).map(String.init) ?? raw }

    private static func float(_ raw: String) -> String {
        guard let value = Double(raw), value.isFinite else { return raw }
        return value == 0 ? "0.0" : value.description
    }

    private static func lowercasedScheme(_ raw: String) -> String {
        guard let colon = raw.firstIndex(of: ":") else { return raw }
        return raw[..<colon].lowercased() + raw[colon...]
    }

    private static func period(_ raw: String) -> String {
        let parts = raw.uppercased().split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].contains("P") else { return raw.uppercased() }
        return "\(parts[0])/\(duration(String(parts[1])))"
    }

    /// Weeks as days, and hours, minutes and seconds in their largest units; days stay apart, as they may have 23 hours.
    private static func duration(_ raw: String) -> String {
        guard let duration = DurationText(Array(raw.uppercased().utf8).span) else { return raw }
        var bytes: [UInt8] = []
        duration.append(to: &bytes, usesWeeks: false)
        return String(decoding: bytes, as: UTF8.self)
    }
}
