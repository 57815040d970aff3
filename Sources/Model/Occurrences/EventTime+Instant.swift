public import CalendarModel
internal import ICalendar
public import TimeZones

extension EventTime {
    /// The instant in seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    ///
    /// - Parameters:
    ///   - zones: the zones of the calendar that the time is from.
    ///   - floating: the zone whose clocks show floating times, and at whose midnight a whole day begins; without it
    ///     such a time is not an instant.
    ///   - policy: what a time means that the clocks show twice or not at all.
    /// - Returns: nil for a floating time or a whole day without `floating`, for an unknown zone, and where `policy` skips
    ///   the time.
    public func instant(
        in zones: CalendarZones,
        floating: ZoneRules? = nil,
        policy: AmbiguousTimePolicy = AmbiguousTimePolicy()
    ) -> Int? {
        switch self {
        case .utc(let time): time.secondsSinceEpoch
        case .zoned(let time, let zone):
            zones.rules(for: zone)?.rules.instant(ofLocalSeconds: time.secondsSinceEpoch, policy: policy)
        case .date, .floating: floating?.instant(ofLocalSeconds: civil.secondsSinceEpoch, policy: policy)
        }
    }
}

extension CalendarItem {
    /// The instant of ``CalendarItem/start``; see ``EventTime/instant(in:floating:policy:)``. Nil without a start.
    public func startInstant(in zones: CalendarZones, floating: ZoneRules? = nil) -> Int? {
        start?.instant(in: zones, floating: floating)
    }

    /// The instant at which the item is over: of its end, of its start and duration, or the one by RFC 5545 §3.6.1
    /// where an event states neither. Nil where it states no end, or one that is not an instant.
    public func endInstant(in zones: CalendarZones, floating: ZoneRules? = nil) -> Int? {
        guard let start = start ?? due else { return nil }
        var clocks = SeriesClocks(zones: zones, defaultZones: [])
        let clock = clocks.clock(of: start)
        let extent = OccurrenceExtent(of: self, start: start, clock: clock, clocks: &clocks)
        let position = clock.position(ofLocal: start.civil.secondsSinceEpoch)
        guard let end = extent.end(from: start, at: position, on: clock, like: finish) else { return nil }
        return end.instant ?? end.time.instant(in: zones, floating: floating)
    }
}

extension Series {
    /// The zones that its times may name: those that its calendar defines, then those of `directory`.
    public func zones(in directory: ZoneDirectory) -> CalendarZones {
        CalendarZones(definedBy: context.zones.lazy.map(\.component), directory: directory)
    }
}
