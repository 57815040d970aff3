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

    /// Whether another context has the same lines of the same trees; false may be found of some that mean the same.
    package func isIdentical(to other: CalendarContext) -> Bool {
        properties.count == other.properties.count && zones.count == other.zones.count
            && zip(properties, other.properties).allSatisfy {
                $0.property.index == $1.property.index && $0.property.tree === $1.property.tree
            }
            && zip(zones, other.zones).allSatisfy {
                $0.component.index == $1.component.index && $0.component.tree === $1.component.tree
            }
    }

    /// The same properties, with those zones only that they or `items` name.
    package func withZones(namedBy items: [CalendarItem]) -> CalendarContext {
        ZoneIndex(self).context(withZones: namedZones(in: items))
    }

    /// The names of all zones that its properties or `items` name.
    func namedZones(in items: [CalendarItem]) -> Set<ExactText> {
        var names: Set<ExactText> = []
        for property in properties {
            if let zone = property.property.zoneName { names.insert(ExactText(zone)) }
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
        var narrowed = CalendarContext()
        narrowed.properties = context.properties
        if !names.isEmpty { narrowed.zones = places(of: names).sorted().map { context.zones[$0] } }
        return narrowed
    }

    /// The indices, among the zones of the context, of those with one of the names.
    func places(of names: Set<ExactText>) -> Set<Int> { Set(names.flatMap { places[$0] ?? [] }) }
}

extension CalendarItem {
    /// Adds the names of all zones that its times are on, those in preserved properties included.
    func collectZones(into names: inout Set<ExactText>) {
        var last: String?
        func add(_ zone: String?) {
            guard let zone, last?.isExactly(zone) != true else { return }
            names.insert(ExactText(zone))
            last = zone
        }
        for time in [start, end, due, recurrenceID?.time] { add(time?.zone) }
        for time in exclusions { add(time.zone) }
        for date in additionalDates { add(date.start.zone) }
        for property in preserved.properties { add(property.property.zoneName) }
        for form in preserved.exactForms {
            for property in form.properties { add(property.property.zoneName) }
        }
    }
}

extension Property {
    /// The zone that TZID names.
    fileprivate var zoneName: String? {
        line.parameterCount == 0 ? nil : parameter(.timeZoneIdentifier)?.value
    }
}
