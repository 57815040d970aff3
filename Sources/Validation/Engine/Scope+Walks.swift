internal import ICalendar
internal import TimeZones

extension Scope {
    /// Calls `body` for each time of an item that names a zone somebody knows, with what the zone's clocks make of it.
    func forEachZonedTime(of frame: Frame, _ body: (Property, _ zone: String, LocalTimeResolution) -> Void) {
        for name in Frame.times {
            guard let property = frame.first(name), let time = frame.time(name), case .zoned(let zone) = time.form,
                let rules = rules(of: zone)
            else { continue }
            body(property, zone, rules.resolve(time.civil))
        }
    }

    /// Calls `body` for each property that RFC 5546 asks for or forbids in a scheduling message, with the items that this is
    /// said of.
    func forEachScheduledProperty(
        of calendar: CalendarFacts, _ names: KeyPath<MethodRow, [String]>,
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
