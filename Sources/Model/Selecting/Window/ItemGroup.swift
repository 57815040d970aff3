internal import CalendarModel
internal import ICalendar

/// The components of a calendar that belong together: those of one kind and UID; one without a UID is alone.
struct ItemGroup {
    /// They in their order.
    private(set) var components: [Component]

    init(components: [Component]) { self.components = components }

    /// The groups of the components that stand directly in a calendar, or outside of any, and are no time zones.
    static func all(among components: [Component]) -> [ItemGroup] {
        var groups: [ItemGroup] = []
        var places: [ExactText: Int] = [:]
        for component in components where component.name != .vtimezone {
            let uid = component.first(.uid)?.text ?? ""
            guard !uid.isEmpty else {
                groups.append(ItemGroup(components: [component]))
                continue
            }
            let key = ExactText("\(component.nameText) \(uid)")
            if let place = places[key] {
                groups[place].components.append(component)
            } else {
                places[key] = groups.count
                groups.append(ItemGroup(components: [component]))
            }
        }
        return groups
    }

    /// The names of the zones that its times name.
    var zoneNames: Set<ExactText> {
        var names: Set<ExactText> = []
        for component in components {
            for index in component.index..<component.endIndex where component.tree.lines[index].parameterCount > 0 {
                guard component.tree.lines[index].kind == .property,
                    let zone = Property(tree: component.tree, index: index).parameter(.timeZoneIdentifier)?.value
                else { continue }
                names.insert(ExactText(zone))
            }
        }
        return names
    }

    /// The series that it is; none if it is of another kind. A second master, or a second override of one occurrence, begins
    /// another.
    func series(in context: CalendarContext) -> [Series] {
        let items = components.compactMap { CalendarItem(lifting: $0) }
        guard items.count == components.count else { return [] }
        return Series.all(of: items, context: context.withZones(namedBy: items))
    }
}
