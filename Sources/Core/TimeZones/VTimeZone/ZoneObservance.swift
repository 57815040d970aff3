public import ICalendar

/// A STANDARD or DAYLIGHT part of a VTIMEZONE (RFC 5545 §3.6.5).
public struct ZoneObservance: Hashable, Sendable {
    /// Whether it is DAYLIGHT.
    public var isDaylight: Bool
    /// DTSTART, the first onset, on the clocks that TZOFFSETFROM describes.
    public var start: CivilDateTime
    /// TZOFFSETFROM.
    public var offsetFrom: UTCOffset
    /// TZOFFSETTO.
    public var offsetTo: UTCOffset
    /// TZNAME; empty where there is none.
    public var name: String
    /// RRULE.
    public var rule: RecurrenceRule?
    /// RDATE, on the same clocks as DTSTART.
    public var recurrenceDates: [CivilDateTime]

    /// An observance from its parts.
    public init(
        isDaylight: Bool,
        start: CivilDateTime,
        offsetFrom: UTCOffset,
        offsetTo: UTCOffset,
        name: String = "",
        rule: RecurrenceRule? = nil,
        recurrenceDates: [CivilDateTime] = []
    ) {
        self.isDaylight = isDaylight
        self.start = start
        self.offsetFrom = offsetFrom
        self.offsetTo = offsetTo
        self.name = name
        self.rule = rule
        self.recurrenceDates = recurrenceDates
    }
}

extension ZoneObservance {
    /// What holds from an onset on.
    var type: LocalTimeType {
        LocalTimeType(offset: offsetTo.seconds, isDaylight: isDaylight, abbreviation: name)
    }

    /// The instant of a local time on the clocks before an onset.
    func instant(_ local: CivilDateTime) -> Int { local.secondsSinceEpoch - offsetFrom.seconds }
}
