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

    /// Calls `body` for each item of a scheduling message of which RFC 5546 has a table.
    func forEachScheduledItem(of calendar: CalendarFacts, _ body: (_ method: String, MethodRow, Component) -> Void) {
        guard let method = calendar.method else { return }
        for item in calendar.items {
            guard let row = MethodTable.row(method, tree.text(of: item.name)) else { continue }
            body(method, row, Component(tree: tree, index: item.begin))
        }
    }
}
