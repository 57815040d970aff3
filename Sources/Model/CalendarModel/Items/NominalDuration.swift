public import CalendarDiagnostics
internal import ICalendar

/// A duration in days, which follow the calendar, and seconds, which do not (RFC 5545 §3.3.6).
///
/// No duration is longer than ten thousand years (`DurationText.longestDays`), so sums of durations and dates cannot
/// overflow.
public struct NominalDuration: Hashable, Sendable {
    /// Whole days; a week is seven. Negative durations have both parts negative.
    public let days: Int
    /// Seconds besides the days.
    public let seconds: Int

    /// No time at all.
    public static let zero = NominalDuration(uncheckedDays: 0, seconds: 0)

    private init(uncheckedDays days: Int, seconds: Int) {
        self.days = days
        self.seconds = seconds
    }

    /// A duration from its parts, both of one sign; nil if their signs differ or it is longer than ten thousand years.
    public init?(days: Int = 0, seconds: Int = 0) {
        guard days.signum() * seconds.signum() >= 0, days != .min, seconds != .min,
            DurationText(days: abs(days), seconds: abs(seconds), isNegative: false) != nil
        else { return nil }
        self.init(uncheckedDays: days, seconds: seconds)
    }

    /// A duration of whole minutes; nil if it is longer than ten thousand years.
    public init?(minutes: Int) {
        let (seconds, overflows) = minutes.multipliedReportingOverflow(by: 60)
        guard !overflows else { return nil }
        self.init(seconds: seconds)
    }

    /// All of it in seconds, a day having 86,400.
    public var totalSeconds: Int { days * 86_400 + seconds }

    /// The same in the other direction.
    public var negated: NominalDuration { NominalDuration(uncheckedDays: -days, seconds: -seconds) }
}

extension NominalDuration {
    /// Reads `-P1DT2H3M4S` or `P2W`.
    ///
    /// - Throws: ``ConversionError`` `invalid-duration` for anything that `DurationText` does not read.
    public init(reading text: Span<UInt8>) throws(ConversionError) {
        guard let text = DurationText(text) else { throw ConversionError("invalid-duration", "not a duration") }
        let sign = text.isNegative ? -1 : 1
        self.init(uncheckedDays: sign * text.days, seconds: sign * text.seconds)
    }

    /// Appends the shortest form of the grammar: `-PT15M`, `P1W`, `P1DT12H`.
    public func append(to bytes: inout [UInt8]) {
        DurationText(days: abs(days), seconds: abs(seconds), isNegative: days < 0 || seconds < 0)?.append(to: &bytes)
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
