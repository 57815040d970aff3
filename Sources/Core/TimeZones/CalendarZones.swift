public import ICalendar

/// The zones that one calendar's times may name: its own definitions first, then the directory.
public struct CalendarZones: Sendable {
    /// The source of a zone's rules.
    public enum Origin: Hashable, Sendable {
        /// The calendar's own VTIMEZONE, evaluated as written.
        case definition
        /// The directory, by the meaning of the name.
        case directory(ZoneNameResolution)
    }

    /// Knows the zones that the calendar does not define.
    public let directory: ZoneDirectory
    private let definitions: [ExactText: ZoneRules]

    /// Zones of a calendar.
    ///
    /// - Parameters:
    ///   - definitions: the calendar's VTIMEZONEs; of two with one TZID the first that has rules counts.
    ///   - directory: knows the zones that the calendar does not define.
    public init(definedBy definitions: some Sequence<Component> = [], directory: ZoneDirectory) {
        var rules: [ExactText: ZoneRules] = [:]
        var otherNames: [(name: String, rules: ZoneRules)] = []
        for definition in definitions {
            let names = definition.timeZoneNames
            guard rules[names[0]] == nil, let own = directory.rules(definedBy: definition) else { continue }
            rules[names[0]] = own
            otherNames += names.dropFirst().map { ($0, own) }
        }
        for other in otherNames where rules[other.name] == nil { rules[other.name] = other.rules }
        self.directory = directory
        self.definitions = rules
    }

    /// The rules of the calendar's own definition of `id`; nil if it has none.
    public func definition(of id: String) -> ZoneRules? { definitions[id] }

    /// The rules of the zone that the calendar calls `id`.
    ///
    /// Nil for an unknown zone: that is the caller's to report, and to read by a default zone that the user named, never
    /// silently as UTC.
    public func rules(for id: String) -> (rules: ZoneRules, origin: Origin)? {
        if let rules = definitions[id] { return (rules, .definition) }
        return directory.resolve(id).map { ($0.rules, .directory($0.resolution)) }
    }
}
