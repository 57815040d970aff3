internal import Bytes

/// The digits of dates and times at known places of a text: every reader of them begins here.
package enum TimeDigits {
    /// Two digits as a number.
    @inline(__always)
    package static func pair(_ text: Span<UInt8>, _ index: Int) -> Int? {
        let tens = text[index] &- 0x30
        let ones = text[index + 1] &- 0x30
        return tens < 10 && ones < 10 ? Int(tens) &* 10 &+ Int(ones) : nil
    }

    /// `YYYYMMDD` from `start`, or `YYYY-MM-DD`; nil if the text is shorter, or month or day is a number that none has. That the
    /// month has the day is for those to ask who compute with dates.
    @inline(__always)
    package static func date(_ text: Span<UInt8>, at start: Int = 0, isExtended: Bool) -> CivilDate? {
        let gap = isExtended ? 1 : 0
        let (month, day) = (start + 4 + gap, start + 6 + 2 * gap)
        guard text.count >= day + 2,
            !isExtended || text[start + 4] == UInt8(ascii: "-") && text[start + 7] == UInt8(ascii: "-"),
            let century = pair(text, start), let years = pair(text, start + 2),
            let months = pair(text, month), (1...12).contains(months), let days = pair(text, day),
            (1...31).contains(days)
        else { return nil }
        return CivilDate(year: century &* 100 &+ years, month: months, day: days)
    }

    /// `hhmmss` from `start`, or `hh:mm:ss`; nil if the text is shorter or a number is out of range. The second may be 60.
    @inline(__always)
    package static func time(_ text: Span<UInt8>, at start: Int = 0, isExtended: Bool) -> CivilTime? {
        let gap = isExtended ? 1 : 0
        let (minute, second) = (start + 2 + gap, start + 4 + 2 * gap)
        guard text.count >= second + 2,
            !isExtended || text[start + 2] == UInt8(ascii: ":") && text[start + 5] == UInt8(ascii: ":"),
            let hours = pair(text, start), hours < 24, let minutes = pair(text, minute), minutes < 60,
            let seconds = pair(text, second), seconds <= 60
        else { return nil }
        return CivilTime(hour: hours, minute: minutes, second: seconds)
    }

    /// Whether nothing follows at `index`, or a `Z` at the end.
    @inline(__always)
    static func endsOrIsZulu(_ text: Span<UInt8>, _ index: Int) -> Bool {
        text.count == index || text.count == index + 1 && text[index] == UInt8(ascii: "Z")
    }

    /// Appends everything but the separators.
    @inline(__always)
    static func appendDigits(of text: Span<UInt8>, to output: inout [UInt8]) {
        output.append(addingCapacity: text.count) { span in
            for index in text.indices where text[index] != .hyphen && text[index] != .colon { span.append(text[index]) }
        }
    }

    /// Puts the eight digits of a date with its separators.
    @inline(__always)
    static func put(date text: Span<UInt8>, to span: inout OutputSpan<UInt8>) {
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

    /// Puts the six digits of a time with its separators.
    @inline(__always)
    static func put(time text: Span<UInt8>, from start: Int, to span: inout OutputSpan<UInt8>) {
        span.append(text[start])
        span.append(text[start + 1])
        span.append(.colon)
        span.append(text[start + 2])
        span.append(text[start + 3])
        span.append(.colon)
        span.append(text[start + 4])
        span.append(text[start + 5])
    }
}
