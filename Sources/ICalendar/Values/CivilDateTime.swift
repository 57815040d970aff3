/// A date and a time of day without a zone: what a wall calendar and a wall clock show (RFC 5545 §3.3.5).
public struct CivilDateTime: Hashable, Sendable {
    /// The day.
    public var date: CivilDate
    /// The time of day.
    public var time: CivilTime

    /// Both parts.
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
        let (date, time) = seconds < 0 ? ((1, 1, 1), 0) : ((9999, 12, 31), 86_399)
        return CivilDateTime(CivilDate(year: date.0, month: date.1, day: date.2), CivilTime(secondOfDay: time))
    }

    /// The moment `seconds` later on the same clock; nil if it lies outside of the years 1 to 9999, which are all that can be
    /// written.
    public func adding(seconds: Int) -> CivilDateTime? {
        let (sum, overflows) = secondsSinceEpoch.addingReportingOverflow(seconds)
        // Years of 366 days go beyond both ends, and their days into any calculation.
        guard !overflows, abs(sum) <= 10_000 * 366 * 86_400 else { return nil }
        let moment = CivilDateTime(secondsSinceEpoch: sum)
        return (1...9999).contains(moment.date.year) ? moment : nil
    }

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
    public var description: String { "\(date)T\(time)" }
}
