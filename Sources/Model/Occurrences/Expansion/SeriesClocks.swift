internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import TimeZones

/// The clocks that the times of one series are on, each looked up once.
struct SeriesClocks {
    private let zones: CalendarZones
    /// The zones to try for unknown ones.
    private let defaultZones: [String]
    private var known: [ExactText: OccurrenceClock] = [:]
    /// Names of zones that neither the calendar nor the directory knows.
    private(set) var unknown: [String] = []

    init(zones: CalendarZones, defaultZones: [String]) {
        self.zones = zones
        self.defaultZones = defaultZones
    }

    /// The zone that unknown ones are read as; nil if there is none.
    var defaultZone: String? { defaultZones.first { zones.rules(for: $0) != nil } }

    /// The rules of ``defaultZone``.
    var defaultRules: ZoneRules? { defaultZone.flatMap { zones.rules(for: $0)?.rules } }

    /// The clock of a time.
    mutating func clock(of time: EventTime) -> OccurrenceClock {
        switch time {
        case .date, .floating: return .floating
        case .utc: return .utc
        case .zoned(_, let zone):
            if let clock = known[zone] { return clock }
            let clock = find(zone)
            known[zone] = clock
            return clock
        }
    }

    private mutating func find(_ zone: String) -> OccurrenceClock {
        if let clock = clock(named: zone) { return clock }
        unknown.append(zone)
        return defaultZone.flatMap { clock(named: $0) } ?? .floating
    }

    private func clock(named name: String) -> OccurrenceClock? {
        guard let (rules, origin) = zones.rules(for: name) else { return nil }
        guard case .directory(let resolution) = origin, case .named(let id) = resolution.zone else {
            return OccurrenceClock(rules: rules, zone: name, hasInstants: true)
        }
        return OccurrenceClock(rules: rules, zone: id == "Etc/UTC" ? "UTC" : id, hasInstants: true)
    }
}
