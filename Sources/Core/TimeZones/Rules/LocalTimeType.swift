/// What a zone's clocks show between two transitions.
public struct LocalTimeType: Hashable, Sendable {
    /// Seconds east of Greenwich.
    public var offset: Int
    /// Whether this is daylight-saving time; Dublin's winter time is, with an offset of zero.
    public var isDaylight: Bool
    /// `CET`, `EDT`, or a number such as `+03`; empty where a VTIMEZONE gives no TZNAME.
    public var abbreviation: String

    /// A type from its parts.
    public init(offset: Int, isDaylight: Bool = false, abbreviation: String = "") {
        self.offset = offset
        self.isDaylight = isDaylight
        self.abbreviation = abbreviation
    }
}

/// A moment at which a zone's clocks change.
public struct ZoneTransition: Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    public var instant: Int
    /// What held until then.
    public var before: LocalTimeType
    /// What holds from then on.
    public var after: LocalTimeType

    /// A transition from its parts.
    public init(at instant: Int, from before: LocalTimeType, to after: LocalTimeType) {
        self.instant = instant
        self.before = before
        self.after = after
    }
}
