public import ICalendar
public import TimeZones

/// A stretch of time: from its start, which belongs to it, to its end, which does not. A missing bound is open.
///
/// Bounds are what the clocks of a zone show. Floating times and whole days take place on these clocks too.
public struct Period: Sendable {
    /// The first moment; nil means since ever.
    public let start: CivilDateTime?
    /// The first moment after it; nil means for ever.
    public let end: CivilDateTime?
    /// The zone whose clocks show the bounds.
    public let zone: ZoneRules

    /// All of time.
    public static let always = Period(uncheckedFrom: nil, until: nil, in: .utc)

    private init(uncheckedFrom start: CivilDateTime?, until end: CivilDateTime?, in zone: ZoneRules) {
        self.start = start
        self.end = end
        self.zone = zone
    }

    /// Creates a period; a bound that is nil is open.
    ///
    /// - Throws: ``StoreError`` `impossible-period` if it ends before it begins or a bound does not exist.
    public init(from start: CivilDateTime?, until end: CivilDateTime?, in zone: ZoneRules = .utc) throws {
        for bound in [start, end].compactMap({ $0 }) where !bound.isValid {
            throw StoreError.impossiblePeriod("there is no \(bound)")
        }
        if let start, let end, end < start { throw StoreError.impossiblePeriod("it ends at \(end), before \(start)") }
        self.init(uncheckedFrom: start, until: end, in: zone)
    }

    /// Whole days, `end` being the day after the last.
    public init(from start: CivilDate?, until end: CivilDate?, in zone: ZoneRules = .utc) throws {
        let midnight = CivilTime(secondOfDay: 0)
        try self.init(
            from: start.map { CivilDateTime($0, midnight) },
            until: end.map { CivilDateTime($0, midnight) },
            in: zone
        )
    }

    /// The day in a zone.
    public init(day: CivilDate, in zone: ZoneRules = .utc) throws {
        try self.init(from: day, until: day.addingDays(1), in: zone)
    }
}

extension Period {
    /// The period with a day more on both sides: what it has on the clocks of any zone.
    package func widened() throws -> Period {
        try Period(from: start?.adding(seconds: -86_400), until: end?.adding(seconds: 86_400), in: zone)
    }

    static let remotest = 1 << 45

    /// The bounds in seconds since 1970-01-01T00:00:00Z.
    package var instants: Range<Int> { Self.bounds(start, end) { zone.instant(of: $0) ?? $0.secondsSinceEpoch } }

    /// The bounds in seconds since 1970-01-01T00:00:00 on the zone's clocks.
    package var locals: Range<Int> { Self.bounds(start, end) { $0.secondsSinceEpoch } }

    private static func bounds(
        _ start: CivilDateTime?,
        _ end: CivilDateTime?,
        _ seconds: (CivilDateTime) -> Int
    ) -> Range<Int> {
        let lower = start.map(seconds) ?? -remotest
        return lower..<max(lower, end.map(seconds) ?? remotest)
    }

    /// The bounds on the line of time on which a time lies: that of instants, or that of the zone's clocks.
    package func bounds(floating: Bool) -> Range<Int> { floating ? locals : instants }

    /// Whether what lasts from `start` to `end` lies in it, at least in part. What has no length does where it begins.
    package func overlaps(_ start: Int, _ end: Int, floating: Bool) -> Bool {
        let bounds = bounds(floating: floating)
        return start < bounds.upperBound && (end > bounds.lowerBound || start == end && start >= bounds.lowerBound)
    }
}
