public import ICalendar

/// What a VCALENDAR contains around its items: METHOD, X-WR-CALNAME, VTIMEZONE and the like.
public struct CalendarContext: Hashable, Sendable {
    /// Its properties.
    public var properties: [PreservedProperty] = []
    /// Its VTIMEZONEs.
    public var zones: [PreservedComponent] = []

    /// An empty context.
    public init() {}

    /// The context of a VCALENDAR.
    public init(_ calendar: Component) {
        properties = calendar.properties.map { PreservedProperty($0) }
        zones = calendar.components(named: .vtimezone).map(PreservedComponent.init)
    }

    /// Whether it is empty.
    public var isEmpty: Bool { properties.isEmpty && zones.isEmpty }

    /// The same properties, with those zones only that they or `items` name.
    package func withZones(namedBy items: [CalendarItem]) -> CalendarContext {
        ZoneIndex(self).context(withZones: namedZones(in: items))
    }

    /// The names of all zones that its properties or `items` name.
    func namedZones(in items: [CalendarItem]) -> Set<ExactText> {
        var names: Set<ExactText> = []
        for property in properties {
            if let zone = property.property.parameter(.timeZoneIdentifier)?.value { names.insert(ExactText(zone)) }
        }
        for item in items { item.collectZones(into: &names) }
        return names
    }
}

/// The zones of a calendar by name, found once for all of its series.
struct ZoneIndex {
    private let context: CalendarContext
    private var places: [ExactText: [Int]] = [:]

    init(_ context: CalendarContext) {
        self.context = context
        for (index, zone) in context.zones.enumerated() {
            for name in zone.component.timeZoneNames { places[name, default: []].append(index) }
        }
    }

    /// The same properties with those zones only that have one of the names.
    func context(withZones names: Set<ExactText>) -> CalendarContext {
        guard !places.isEmpty else { return context }
        var narrowed = context
        narrowed.zones = places(of: names).sorted().map { context.zones[$0] }
        return narrowed
    }

    /// The indices, among the zones of the context, of those with one of the names.
    func places(of names: Set<ExactText>) -> Set<Int> { Set(names.flatMap { places[$0] ?? [] }) }
}

extension CalendarItem {
    /// Adds the names of all zones that its times are on, those in preserved properties included.
    func collectZones(into names: inout Set<ExactText>) {
        let times = [start, end, due, recurrenceID?.time].compactMap { $0 } + exclusions + additionalDates.map(\.start)
        for time in times {
            if let zone = time.zone { names.insert(ExactText(zone)) }
        }
        let kept = preserved.properties + preserved.exactForms.flatMap(\.properties)
        for property in kept {
            if let zone = property.property.parameter(.timeZoneIdentifier)?.value { names.insert(ExactText(zone)) }
        }
    }
}
