internal import Bytes

/// The forms of ISO 8601 with separators, which xCal and jCal carry instead of the basic ones of iCalendar text
/// (RFC 6321 §3.6, RFC 7265 §3.6).
///
/// Each function appends the other form and returns true, or appends nothing and returns false when the text is not of
/// its type. Law: what one direction accepts, the other turns back into the same bytes.
public enum ExtendedForms {
    /// `YYYYMMDD` to `YYYY-MM-DD`.
    public static func appendDate(basic text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        guard text.count == 8, isDate(text, 0, 4, 6) else { return false }
        output.append(addingCapacity: 10) { put(date: text, to: &$0) }
        return true
    }

    /// `YYYY-MM-DD` to `YYYYMMDD`.
    public static func appendDate(extended text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        guard text.count == 10, isDateExtended(text) else { return false }
        appendDigits(of: text, to: &output)
        return true
    }

    /// `YYYYMMDDThhmmss[Z]` to `YYYY-MM-DDThh:mm:ss[Z]`.
    public static func appendDateTime(basic text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        guard text.count == 15 || text.count == 16 && text[15] == UInt8(ascii: "Z"), text[8] == UInt8(ascii: "T"),
            isDate(text, 0, 4, 6), isTime(text, 9, 11, 13)
        else { return false }
        output.append(addingCapacity: 20) { span in
            put(date: text, to: &span)
            span.append(UInt8(ascii: "T"))
            put(time: text, from: 9, to: &span)
            if text.count == 16 { span.append(UInt8(ascii: "Z")) }
        }
        return true
    }

    /// `YYYY-MM-DDThh:mm:ss[Z]` to `YYYYMMDDThhmmss[Z]`.
    public static func appendDateTime(extended text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        guard text.count == 19 || text.count == 20 && text[19] == UInt8(ascii: "Z"), text[10] == UInt8(ascii: "T"),
            isDateExtended(text), isTime(text, 11, 14, 17), text[13] == .colon, text[16] == .colon
        else { return false }
        appendDigits(of: text, to: &output)
        return true
    }

    /// `hhmmss[Z]` to `hh:mm:ss[Z]`.
    public static func appendTime(basic text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        guard text.count == 6 || text.count == 7 && text[6] == UInt8(ascii: "Z"), isTime(text, 0, 2, 4) else {
            return false
        }
        output.append(addingCapacity: 9) { span in
            put(time: text, from: 0, to: &span)
            if text.count == 7 { span.append(UInt8(ascii: "Z")) }
        }
        return true
    }

    /// `hh:mm:ss[Z]` to `hhmmss[Z]`.
    public static func appendTime(extended text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        guard text.count == 8 || text.count == 9 && text[8] == UInt8(ascii: "Z"), isTime(text, 0, 3, 6),
            text[2] == .colon, text[5] == .colon
        else { return false }
        appendDigits(of: text, to: &output)
        return true
    }

    /// `+hhmm[ss]` to `+hh:mm[:ss]`.
    public static func appendUTCOffset(basic text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        guard text.count == 5 || text.count == 7, isSign(text[0]), isPair(text, 1, 0, 23), isPair(text, 3, 0, 59),
            text.count == 5 || isPair(text, 5, 0, 59)
        else { return false }
        output.append(addingCapacity: 9) { span in
            for index in text.indices {
                if index == 3 || index == 5 { span.append(.colon) }
                span.append(text[index])
            }
        }
        return true
    }

    /// `+hh:mm[:ss]` to `+hhmm[ss]`.
    public static func appendUTCOffset(extended text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        guard text.count == 6 || text.count == 9, isSign(text[0]), isPair(text, 1, 0, 23), text[3] == .colon,
            isPair(text, 4, 0, 59), text.count == 6 || text[6] == .colon && isPair(text, 7, 0, 59)
        else { return false }
        for index in text.indices where text[index] != .colon { output.append(text[index]) }
        return true
    }
}

extension ExtendedForms {
    @inline(__always)
    private static func put(date text: Span<UInt8>, to span: inout OutputSpan<UInt8>) {
        span.append(text[0])
        span.append(text[1])
        span.append(text[2])
        span.append(text[3])
        span.append(.hyphen)
        span.append(text[4])
        span.append(text[5])
        span.append(.hyphen)
        span.append(text[6])
        span.append(text[7])
    }

    @inline(__always)
    private static func put(time text: Span<UInt8>, from start: Int, to span: inout OutputSpan<UInt8>) {
        span.append(text[start])
        span.append(text[start + 1])
        span.append(.colon)
        span.append(text[start + 2])
        span.append(text[start + 3])
        span.append(.colon)
        span.append(text[start + 4])
        span.append(text[start + 5])
    }

    /// Everything but the separators.
    @inline(__always)
    private static func appendDigits(of text: Span<UInt8>, to output: inout [UInt8]) {
        output.append(addingCapacity: text.count) { span in
            for index in text.indices where text[index] != .hyphen && text[index] != .colon { span.append(text[index]) }
        }
    }

    /// Whether two digits are at `index`, from `lowest` to `highest`.
    @inline(__always)
    private static func isPair(_ text: Span<UInt8>, _ index: Int, _ lowest: UInt8, _ highest: UInt8) -> Bool {
        let tens = text[index] &- 0x30
        let ones = text[index + 1] &- 0x30
        guard tens < 10, ones < 10 else { return false }
        let number = tens &* 10 &+ ones
        return number >= lowest && number <= highest
    }

    /// Every month may have days up to 31 here; code that computes with dates checks more.
    @inline(__always)
    private static func isDate(_ text: Span<UInt8>, _ year: Int, _ month: Int, _ day: Int) -> Bool {
        isPair(text, year, 0, 99) && isPair(text, year + 2, 0, 99) && isPair(text, month, 1, 12)
            && isPair(text, day, 1, 31)
    }

    @inline(__always)
    private static func isDateExtended(_ text: Span<UInt8>) -> Bool {
        isDate(text, 0, 5, 8) && text[4] == .hyphen && text[7] == .hyphen
    }

    @inline(__always)
    private static func isTime(_ text: Span<UInt8>, _ hour: Int, _ minute: Int, _ second: Int) -> Bool {
        isPair(text, hour, 0, 23) && isPair(text, minute, 0, 59) && isPair(text, second, 0, 60)
    }

    private static func isSign(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "+") || byte == .hyphen }
}
