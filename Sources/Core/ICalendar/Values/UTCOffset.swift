public import CalendarDiagnostics

/// An offset from UTC (RFC 5545 §3.3.14).
public struct UTCOffset: Hashable, Sendable {
    /// Seconds east of Greenwich, within ±86,399.
    public let seconds: Int

    /// Greenwich itself.
    public static let zero = UTCOffset(unchecked: 0)

    /// An offset of `seconds` east of Greenwich; nil beyond ±86,399.
    public init?(seconds: Int) {
        guard (-86_399...86_399).contains(seconds) else { return nil }
        self.seconds = seconds
    }

    /// Reads `+HHMM` or `-HHMMSS`.
    ///
    /// - Parameter text: the value as written, unfolded and unescaped.
    /// - Throws: ``ConversionError`` if the sign is missing, a field is out of range,
    ///   or the offset is `-0000`, which the grammar forbids.
    public init(reading text: Span<UInt8>) throws(ConversionError) {
        guard text.count == 5 || text.count == 7 else {
            throw ConversionError("invalid-utc-offset", "an offset is a sign and four or six digits")
        }
        guard text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-") else {
            throw ConversionError("invalid-utc-offset", "an offset begins with + or -")
        }
        let isNegative = text[0] == UInt8(ascii: "-")
        let hours = try Self.twoDigits(of: text, at: 1, upTo: 23)
        let minutes = try Self.twoDigits(of: text, at: 3, upTo: 59)
        let seconds = text.count == 7 ? try Self.twoDigits(of: text, at: 5, upTo: 59) : 0
        let magnitude = hours * 3600 + minutes * 60 + seconds
        guard magnitude > 0 || !isNegative else {
            throw ConversionError("invalid-utc-offset", "-0000 is not an offset")
        }
        self.seconds = isNegative ? -magnitude : magnitude
    }

    private init(unchecked seconds: Int) { self.seconds = seconds }

    private static func twoDigits(
        of text: Span<UInt8>,
        at index: Int,
        upTo limit: Int
    ) throws(ConversionError) -> Int {
        let tens = Int(text[index]) - 48
        let ones = Int(text[index + 1]) - 48
        guard (0...9).contains(tens), (0...9).contains(ones), tens * 10 + ones <= limit else {
            throw ConversionError("invalid-utc-offset", "an offset field is not a number up to \(limit)")
        }
        return tens * 10 + ones
    }
}

extension UTCOffset: Comparable {
    /// Orders from west to east.
    public static func < (left: UTCOffset, right: UTCOffset) -> Bool { left.seconds < right.seconds }
}

extension UTCOffset: CustomStringConvertible {
    /// `+HHMM`, or `+HHMMSS` where seconds are needed: the form that iCalendar text carries.
    public var description: String { text(separator: "") }

    /// `+HH:MM` or `+HH:MM:SS`: the form that xCal and jCal carry (RFC 6321 §3.6.14).
    public var extendedDescription: String { text(separator: ":") }

    private func text(separator: String) -> String {
        let magnitude = abs(seconds)
        let head = (seconds < 0 ? "-" : "+") + padded(magnitude / 3600, 2) + separator + padded(magnitude / 60 % 60, 2)
        return magnitude % 60 == 0 ? head : head + separator + padded(magnitude % 60, 2)
    }
}
