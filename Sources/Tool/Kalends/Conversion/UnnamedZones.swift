internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import TimeZones

/// Which time zones of a calendar its items name: an object that holds one item has the zones of that item.
struct UnnamedZones: Sendable {
    private var zones: [(names: [String], identity: String, place: SourceLocation)] = []
    private var named: Set<ExactText> = []
    private var hasItems = false

    init() {}

    /// The zones and items of a calendar.
    init(_ calendar: Component) {
        let lines = SourceLineIndex(calendar.tree.isSource ? calendar.tree.bytes : [])
        for component in calendar.components {
            let isPlaced = component.name == .vtimezone && calendar.tree.isSource
            add(component, at: isPlaced ? lines.location(of: component.tree.lines[component.index]) : SourceLocation())
        }
    }

    /// Adds a component of the calendar.
    mutating func add(_ component: Component, at place: SourceLocation) {
        if component.name == .vtimezone {
            zones.append((component.timeZoneNames, component.identity, place))
        } else if CalendarItem.Kind(component.name) != nil {
            hasItems = true
            component.forEachLine { kind, index in
                guard kind == .property, component.tree.lines[index].parameterCount > 0,
                    let zone = Property(tree: component.tree, index: index).parameter(.timeZoneIdentifier)?.value
                else { return }
                named.insert(ExactText(zone))
            }
        }
    }

    /// Reports the zones that no item names, unless every machine knows them. Where there is no item, the writer reports them.
    func report(to report: inout LossReport) {
        guard hasItems else { return }
        for zone in zones where !zone.names.contains(where: { named.contains(ExactText($0)) }) {
            guard ZoneNames.resolve(zone.identity) == nil else { continue }
            report.add(
                Loss(
                    "calendar-content-not-expressible",
                    .dropped,
                    "a time zone that no item names",
                    component: "VTIMEZONE",
                    uid: zone.identity,
                    property: "TZID",
                    at: zone.place
                )
            )
        }
    }
}
