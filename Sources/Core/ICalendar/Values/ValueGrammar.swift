internal import Bytes
internal import CalendarDiagnostics

/// Whether bytes are a value of a type, by the grammar of RFC 5545 §3.3, without making anything of them.
public enum ValueGrammar {
    /// Whether `text`, unfolded and still escaped, is one value of `type`.
    public static func matches(_ text: Span<UInt8>, _ type: ValueType) -> Bool {
        switch type {
        case .date: isDate(text)
        case .dateTime: isDateTime(text)
        case .time: isTime(text)
        case .duration: DurationText.matches(text)
        case .period: isPeriod(text)
        case .integer: isInteger(text)
        case .float: isFloat(text)
        case .boolean: text.isWord("TRUE") || text.isWord("FALSE")
        case .utcOffset: (try? UTCOffset(reading: text)) != nil
        case .calendarAddress, .uri, .xmlReference: hasScheme(text)
        case .recurrence: (try? RecurrenceRule(reading: text)) != nil
        case .binary: isBase64(text)
        case .text, .uid, .unknown: true
        }
    }

    /// Whether `text`, unfolded and still escaped, is what a property of that shape may have as its value.
    public static func matches(_ text: Span<UInt8>, _ type: ValueType, _ shape: ValueShape) -> Bool {
        let separator: UInt8
        switch shape {
        case .single: return matches(text, type)
        case .list: separator = .comma
        case .fields: separator = .semicolon
        }
        var start = 0
        for index in 0...text.count where index == text.count || text[index] == separator {
            guard matches(text.extracting(start..<index), type) else { return false }
            start = index + 1
        }
        return true
    }

    /// `YYYYMMDD`, and that the day exists (§3.3.4).
    private static func isDate(_ text: Span<UInt8>) -> Bool {
        text.count == 8 && isDate(text, at: 0)
    }

    private static func isDate(_ text: Span<UInt8>, at start: Int) -> Bool {
        guard let century = pair(text, start), let rest = pair(text, start + 2), let month = pair(text, start + 4),
            let day = pair(text, start + 6)
        else { return false }
        return CivilDate(year: century * 100 + rest, month: month, day: day).isValid
    }

    private static func isDateTime(_ text: Span<UInt8>) -> Bool {
        guard text.count == 15 || text.count == 16 && text[15] == UInt8(ascii: "Z") else { return false }
        return text[8] == UInt8(ascii: "T") && isDate(text, at: 0) && isTime(text, at: 9)
    }

    private static func isTime(_ text: Span<UInt8>) -> Bool {
        (text.count == 6 || text.count == 7 && text[6] == UInt8(ascii: "Z")) && isTime(text, at: 0)
    }

    private static func isTime(_ text: Span<UInt8>, at start: Int) -> Bool {
        guard let hour = pair(text, start), let minute = pair(text, start + 2), let second = pair(text, start + 4)
        else {
            return false
        }
        return hour < 24 && minute < 60 && second <= 60
    }

    @inline(__always)
    private static func pair(_ text: Span<UInt8>, _ index: Int) -> Int? {
        guard index + 1 < text.count, text[index].isDigit, text[index + 1].isDigit else { return nil }
        return Int(text[index] &- 0x30) &* 10 &+ Int(text[index + 1] &- 0x30)
    }

    private static func isPeriod(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where text[index] == UInt8(ascii: "/") {
            let start = text.extracting(0..<index)
            let end = text.extracting(index + 1..<text.count)
            return isDateTime(start) && (isDateTime(end) || DurationText.matches(end))
        }
        return false
    }

    private static func isInteger(_ text: Span<UInt8>) -> Bool {
        let start = text.count > 0 && (text[0] == UInt8(ascii: "+") || text[0] == .hyphen) ? 1 : 0
        guard text.count > start, text.count - start <= 10 else { return false }
        var value = 0
        for index in start..<text.count {
            guard text[index].isDigit else { return false }
            value = value * 10 + Int(text[index] - 0x30)
        }
        return value <= Int(Int32.max) + (start == 1 && text[0] == .hyphen ? 1 : 0)
    }

    private static func isFloat(_ text: Span<UInt8>) -> Bool {
        var index = text.count > 0 && (text[0] == UInt8(ascii: "+") || text[0] == .hyphen) ? 1 : 0
        var digits = 0
        while index < text.count, text[index].isDigit { (index, digits) = (index + 1, digits + 1) }
        guard digits > 0 else { return false }
        guard index < text.count else { return true }
        guard text[index] == UInt8(ascii: ".") else { return false }
        let start = index + 1
        index = start
        while index < text.count, text[index].isDigit { index += 1 }
        return index > start && index == text.count
    }

    /// A letter, then letters, digits, `+`, `-` or `.`, then a colon (RFC 3986 §3.1).
    private static func hasScheme(_ text: Span<UInt8>) -> Bool {
        for index in text.indices {
            let byte = text[index]
            if byte == .colon { return index > 0 }
            let isOther = byte.isDigit || byte == UInt8(ascii: "+") || byte == .hyphen || byte == UInt8(ascii: ".")
            guard byte.isLetter || index > 0 && isOther else { return false }
        }
        return false
    }

    private static func isBase64(_ text: Span<UInt8>) -> Bool {
        var length = text.count
        while length > 0, text.count - length < 2, text[length - 1] == .equals { length -= 1 }
        for index in 0..<length {
            let byte = text[index]
            guard (byte | 0x20) &- 0x61 < 26 || byte.isDigit || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
            else {
                return false
            }
        }
        return text.count % 4 == 0
    }
}
