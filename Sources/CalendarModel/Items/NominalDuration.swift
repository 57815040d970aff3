public import CalendarDiagnostics

/// A duration in days, which follow the calendar, and seconds, which do not (RFC 5545 §3.3.6).
public struct NominalDuration: Hashable, Sendable {
    /// Whole days; a week is seven. Negative durations have both parts negative.
    public var days: Int
    /// Seconds beside the days.
    public var seconds: Int

    /// A duration from its parts.
    public init(days: Int = 0, seconds: Int = 0) {
        self.days = days
        self.seconds = seconds
    }

    /// All of it in seconds, a day having 86,400.
    public var totalSeconds: Int { days * 86_400 + seconds }
}

extension NominalDuration {
    /// Reads `-P1DT2H3M4S` or `P2W`.
    ///
    /// - Throws: ``ConversionError`` `invalid-duration` for anything that the grammar does not allow.
    public init(reading text: Span<UInt8>) throws(ConversionError) {
        let invalid = ConversionError("invalid-duration", "not a duration")
        var index = 0
        var sign = 1
        if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
            if text[index] == UInt8(ascii: "-") { sign = -1 }
            index += 1
        }
        guard index < text.count, text[index] == UInt8(ascii: "P") else { throw invalid }
        index += 1
        var days = 0
        var seconds = 0
        var isTime = false
        var parts = 0
        while index < text.count {
            if text[index] == UInt8(ascii: "T"), !isTime {
                isTime = true
                index += 1
                continue
            }
            let start = index
            while index < text.count, text[index] &- 0x30 < 10 { index += 1 }
            guard index > start, index - start <= 10, index < text.count, let number = text.digits(start, index - start)
            else { throw invalid }
            switch (text[index], isTime) {
            case (UInt8(ascii: "W"), false): days += number * 7
            case (UInt8(ascii: "D"), false): days += number
            case (UInt8(ascii: "H"), true): seconds += number * 3600
            case (UInt8(ascii: "M"), true): seconds += number * 60
            case (UInt8(ascii: "S"), true): seconds += number
            default: throw invalid
            }
            parts += 1
            index += 1
        }
        guard parts > 0 else { throw invalid }
        self.init(days: sign * days, seconds: sign * seconds)
    }

    /// Appends the shortest form of the grammar: `-PT15M`, `P1W`, `P1DT12H`.
    public func append(to bytes: inout [UInt8]) {
        if days < 0 || seconds < 0 { bytes.append(UInt8(ascii: "-")) }
        bytes.append(UInt8(ascii: "P"))
        let days = abs(days)
        let seconds = abs(seconds)
        if seconds == 0, days > 0, days % 7 == 0 { return bytes.appendPart(days / 7, UInt8(ascii: "W")) }
        if days > 0 { bytes.appendPart(days, UInt8(ascii: "D")) }
        guard seconds > 0 || days == 0 else { return }
        bytes.append(UInt8(ascii: "T"))
        if seconds >= 3600 { bytes.appendPart(seconds / 3600, UInt8(ascii: "H")) }
        if seconds / 60 % 60 > 0 { bytes.appendPart(seconds / 60 % 60, UInt8(ascii: "M")) }
        if seconds % 60 > 0 || seconds == 0 { bytes.appendPart(seconds % 60, UInt8(ascii: "S")) }
    }
}

extension NominalDuration: CustomStringConvertible {
    /// The form that ``append(to:)`` writes.
    public var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Array<UInt8> {
    fileprivate mutating func appendPart(_ number: Int, _ unit: UInt8) {
        appendDigits(number, width: 1)
        append(unit)
    }
}
