internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import Occurrences
internal import TimeZones

/// The same instants on another clock.
extension ZoneEditing {
    mutating func convert(to zone: String) {
        guard let rules = zones.rules(for: zone) else { return }
        for (calendar, components) in calendars {
            let context = calendar.map { CalendarContext($0) } ?? CalendarContext()
            var (named, freed): (Set<ExactText>, Set<ExactText>) = ([], [])
            for group in ItemGroup.all(among: components) {
                let isChanged = convert(group, to: zone, rules, context)
                if isChanged { freed.formUnion(group.zoneNames) } else { named.formUnion(group.zoneNames) }
            }
            named.insert(ExactText(zone))
            removeDefinitions(of: freed, stillNamed: named, among: components)
        }
    }

    /// - Returns: whether all its times are on the other clock now.
    private mutating func convert(
        _ group: ItemGroup,
        to zone: String,
        _ rules: ZoneRules,
        _ context: CalendarContext
    ) -> Bool {
        let items = group.components.compactMap { CalendarItem(lifting: $0) }
        guard items.count == group.components.count else { return false }
        let known = CalendarZones(definedBy: context.zones.lazy.map(\.component), directory: zones)
        let clock = ClockChange(to: zone, rules, known)
        if !items.contains(where: clock.concerns) { return false }
        if let unknown = items.lazy.compactMap(clock.unknownZone).first {
            report(
                "zone-not-converted",
                .unchanged,
                "the zone \(unknown) is unknown; kept",
                group.components[0]
            )
            return false
        }
        var expander = SeriesExpander(directory: zones)
        switch SeriesOnClock(items, context, clock).convert(by: &expander) {
        case .converted(let converted, let listed):
            for (component, (old, new)) in zip(group.components, zip(items, converted)) where old != new {
                ScheduleEdit(component, from: old, to: new).apply(to: &edit)
                if !old.isRecurring { placeAlarms(of: component, old, clock) }
                report("times-converted", .altered, "the same instants on the clock of \(zone)", component)
            }
            if let listed {
                report(
                    "rule-listed",
                    .altered,
                    "on the clock of \(zone) no rule gives these instants; dates listed instead: \(listed)",
                    group.components[0],
                    .recurrenceRule
                )
            }
            return true
        case .impossible:
            report(
                "zone-not-converted",
                .unchanged,
                "the instants of its rule cannot be stated on the clock of \(zone); kept on its own clock",
                group.components[0],
                .recurrenceRule
            )
            return false
        }
    }

    /// Writes triggers anew that are days away from an item, where these are longer or shorter on the clock.
    private mutating func placeAlarms(
        of component: Component,
        _ item: CalendarItem,
        _ clock: ClockChange
    ) {
        for property in component.components(named: .valarm).flatMap({ $0.all(.trigger) }) {
            guard let lead = property.withValue({ try? NominalDuration(reading: $0) }), lead.days != 0
            else { continue }
            let isEnd = property.parameter(.related)?.value.uppercased() == "END"
            guard let time = isEnd ? item.endOfDuration : item.start ?? item.due else { continue }
            let new = clock.duration(lead, after: time)
            if new != lead {
                edit.replace(property, with: TreeEdit.lines(of: property, value: new.description))
            }
        }
    }
}
