/// A date and a time of day without a zone: what a wall calendar and a wall clock show (RFC 5545 §3.3.5).
public struct CivilDateTime: Hashable, Sendable {
    /// The day.
    public var date: CivilDate
    /// The time of day.
    public var time: CivilTime

    /// Creates a moment from its date and time.
    public init(_ date: CivilDate, _ time: CivilTime) {
        self.date = date
        self.time = time
    }

    /// The moment `seconds` after 1970-01-01T00:00:00 on the same clock.
    public init(secondsSinceEpoch seconds: Int) {
        let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        self.init(CivilDate(dayNumber: day), CivilTime(secondOfDay: seconds - day * 86_400))
    }

    /// Seconds since 1970-01-01T00:00:00 on the same clock, every day having 86,400.
    public var secondsSinceEpoch: Int { date.dayNumber * 86_400 + time.secondOfDay }

    /// The moment `seconds` later on the same clock; the first or the last that can be written if it lies outside of the years 1
    /// to 9999.
    public func addingSeconds(_ seconds: Int) -> CivilDateTime {
        if let moment = adding(seconds: seconds) { return moment }
        return seconds < 0 ? Self.first : Self.last
    }

    /// The moment `seconds` later on the same clock; nil if it lies outside of the years 1 to 9999, which are all that can be
    /// written.
    public func adding(seconds: Int) -> CivilDateTime? {
        let (sum, overflows) = secondsSinceEpoch.addingReportingOverflow(seconds)
        return overflows ? nil : CivilDateTime(writable: sum)
    }

    /// The moment `seconds` after 1970-01-01T00:00:00 on the same clock; nil if it lies outside of the years 1 to 9999.
    public init?(writable seconds: Int) {
        guard Self.first.secondsSinceEpoch...Self.last.secondsSinceEpoch ~= seconds else { return nil }
        self.init(secondsSinceEpoch: seconds)
    }

    /// The first moment that can be written.
    public static let first = CivilDateTime(CivilDate(year: 1, month: 1, day: 1), CivilTime(secondOfDay: 0))
    /// The last moment that can be written.
    public static let last = CivilDateTime(CivilDate(year: 9999, month: 12, day: 31), CivilTime(secondOfDay: 86_399))

    /// Whether both parts exist.
    public var isValid: Bool { date.isValid && time.isValid }
}

extension CivilDateTime: Comparable {
    /// Orders by time.
    public static func < (left: CivilDateTime, right: CivilDateTime) -> Bool {
        (left.date, left.time) < (right.date, right.time)
    }
}

extension CivilDateTime: CustomStringConvertible {
    /// `YYYY-MM-DDThh:mm:ss`.
    public var description: String {
        var bytes: [UInt8] = []
        bytes.appendExtended(self)
        return String(decoding: bytes, as: UTF8.self)
    }
}
