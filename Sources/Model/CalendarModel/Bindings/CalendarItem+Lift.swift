public import ICalendar

extension CalendarItem {
    /// Lifts a VEVENT, VTODO or VJOURNAL; nil for any other component.
    ///
    /// Nothing gets lost: what the fields would say with less is in ``preserved``.
    public init?(lifting component: Component) { self.init(lifting: component, only: nil) }

    /// Lifts of a component only the properties of those names; everything if `names` is nil.
    ///
    /// Subcomponents are no part of a selection.
    package init?(lifting component: Component, only names: Set<Name>?) {
        guard let kind = Kind(component.name) else { return nil }
        self.init(kind)
        var origins = FieldOrigins(rowCount: PropertyBinding.item.rows.count)
        component.forEachLine { kind, index in
            switch kind {
            case .property where names?.contains(component.tree.lines[index].name) == false: break
            case .property: lift(Property(tree: component.tree, index: index), &origins)
            case .begin where names != nil: break
            case .begin: lift(Component(tree: component.tree, index: index), &origins)
            case .end, .malformed: break
            }
        }
        // What could not be read stands next to a value that another property gave; it gives way to a later edit only.
        preserved.properties = preserved.properties.map { kept in
            guard kept.yieldsToField, let index = PropertyBinding.row(of: kept.property.name),
                !origins.properties[index].isEmpty
            else { return kept }
            return PreservedProperty(kept.property)
        }
        keepExactForms(origins)
    }

    private mutating func lift(_ property: Property, _ origins: inout FieldOrigins) {
        guard let index = PropertyBinding.row(of: property.name) else {
            preserved.properties.append(PreservedProperty(property))
            return
        }
        let row = PropertyBinding.item.rows[index]
        if row.cardinality == .one, !origins.properties[index].isEmpty {
            preserved.properties.append(PreservedProperty(property))
            return
        }
        switch row.lift(property, &self) {
        case .taken: origins.properties[index].append(property)
        case .unreadable:
            preserved.properties.append(PreservedProperty(property, yieldsToField: row.cardinality == .one))
        case .foreign: preserved.properties.append(PreservedProperty(property))
        }
    }

    private mutating func lift(_ component: Component, _ origins: inout FieldOrigins) {
        if component.name == .valarm, let alarm = Alarm(component) {
            alarms.append(alarm)
            origins.alarms.append(component)
        } else {
            preserved.components.append(PreservedComponent(component))
        }
    }

    /// Compares what the fields say with the lines they came from.
    private mutating func keepExactForms(_ origins: FieldOrigins) {
        var builder = ComponentTreeBuilder(capacity: 512)
        builder.begin(kind.name)
        lowerFields(to: &builder)
        let generated = ComponentTree.GeneratedLines(builder.finish())
        for (index, properties) in origins.properties.enumerated() where !properties.isEmpty {
            let row = PropertyBinding.item.rows[index]
            let lines = generated.properties(named: row.property)
            if row.cardinality == .each, lines.count == properties.count {
                for (line, property) in zip(lines, properties) { keep([property], unlessEqualTo: [line]) }
            } else {
                keep(properties, unlessEqualTo: lines)
            }
        }
        for (alarm, component) in zip(generated.alarms, origins.alarms) where !alarm.hasSameMeaning(as: component) {
            preserved.exactForms.append(
                ExactForm(generated: alarm.canonicalText, component: PreservedComponent(component))
            )
        }
    }

    private mutating func keep(_ properties: [Property], unlessEqualTo lines: [Property]) {
        if lines.count == properties.count,
            zip(lines, properties).allSatisfy({
                $0.hasSameText(as: $1) || $0.hasSameMeaning(as: $1) && $1.readingFindings.isEmpty
            })
        {
            return
        }
        preserved.exactForms.append(
            ExactForm(
                generated: lines.flatMap(\.canonicalText),
                properties: properties.map { PreservedProperty($0) }
            )
        )
    }
}

extension CalendarItem {
    /// An item with nothing but kind, UID and recurrence id, as lifting the whole component gives them; nil for a component
    /// that is no item.
    static func identity(of component: Component) -> CalendarItem? {
        guard let kind = Kind(component.name) else { return nil }
        var item = CalendarItem(kind)
        var taken: Set<Name> = []
        component.forEachLine { kind, index in
            guard kind == .property else { return }
            let name = component.tree.lines[index].name
            guard name == .uid || name == .recurrenceID, !taken.contains(name),
                let row = PropertyBinding.row(of: name)
            else { return }
            let lifted = PropertyBinding.item.rows[row].lift(Property(tree: component.tree, index: index), &item)
            if case .taken = lifted { taken.insert(name) }
        }
        return item
    }
}

/// Where each field came from.
private struct FieldOrigins {
    var properties: [[Property]]
    var alarms: [Component] = []

    init(rowCount: Int) {
        properties = Array(repeating: [], count: rowCount)
    }
}

extension CalendarItem.Kind {
    /// The component's name.
    public var name: Name {
        switch self {
        case .event: .vevent
        case .todo: .vtodo
        case .journal: .vjournal
        }
    }

    /// The kind that a component's name stands for.
    public init?(_ name: Name) {
        switch name {
        case .vevent: self = .event
        case .vtodo: self = .todo
        case .vjournal: self = .journal
        default: return nil
        }
    }
}
