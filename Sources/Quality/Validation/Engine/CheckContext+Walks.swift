internal import ICalendar
internal import TimeZones

/// A time of an item in a zone.
struct ZonedTime {
    var property: Property
    var zone: String
    /// The time on the zone's clocks.
    var resolution: LocalTimeResolution
}

extension CheckContext {
    /// The times of an item that name a known zone, with their times on the zone's clocks; computed once.
    func zonedTimes(of frame: ComponentContext) -> [ZonedTime] {
        if values.zonedComponent == frame.begin { return values.zonedTimes }
        values.zonedComponent = frame.begin
        var found: [ZonedTime] = []
        var last: (zone: String, rules: ZoneRules?)?
        for name in ComponentContext.times {
            guard let time = frame.time(name), case .zoned(let zone) = time.form else { continue }
            // The times of an item are mostly in one zone.
            if last?.zone != zone { last = (zone, rules(of: zone)) }
            guard let rules = last?.rules, let property = frame.first(name) else { continue }
            found.append(ZonedTime(property: property, zone: zone, resolution: rules.resolve(time.civil)))
        }
        values.zonedTimes = found
        return found
    }

    /// Calls `body` for each property that RFC 5546 requires or forbids in a scheduling message, with the items that
    /// this is about.
    func forEachScheduledProperty(
        of calendar: CalendarFacts,
        _ names: KeyPath<MethodRow, [String]>,
        _ body: (Name, _ text: String, MethodRow, [Component]) -> Void
    ) {
        var rows: [Name: (row: MethodRow, components: [Component])] = [:]
        forEachScheduledItem(of: calendar) { rows[$2.name, default: ($1, [])].components.append($2) }
        for (row, components) in rows.values {
            for text in row[keyPath: names] {
                if let name = Name(known: text) { body(name, text, row, components) }
            }
        }
    }

    /// Calls `body` for each item of a scheduling message of which RFC 5546 has a table.
    func forEachScheduledItem(of calendar: CalendarFacts, _ body: (_ method: String, MethodRow, Component) -> Void) {
        guard let method = calendar.method else { return }
        for item in calendar.items {
            guard let row = MethodTable.row(method, tree.text(of: item.name)) else { continue }
            body(method, row, Component(tree: tree, index: item.begin))
        }
    }
}
