internal import CalendarModel
package import ICalendar

/// A part of a calendar as a text of its own.
package enum TreePart {
    /// A calendar with some of its components: its own properties, the time zones that the components name, and they, every line as
    /// it is.
    ///
    /// - Parameters:
    ///   - components: components of one tree that was read from text, in their order.
    ///   - calendar: the calendar that they are in; nil if they are in none.
    ///   - head: the properties of a calendar for components that are in none.
    package static func text(of components: [Component], in calendar: Component?, head: [UInt8]) -> [UInt8] {
        guard let tree = components.first?.tree else { return [] }
        var text: [UInt8] = []
        if let calendar {
            append(calendar.index, of: tree, to: &text)
            let named = ItemGroup(components: components).zoneNames
            var zones: [Component] = []
            calendar.forEachLine { kind, index in
                if kind == .property || kind == .malformed { append(index, of: tree, to: &text) }
                guard kind == .begin, tree.lines[index].name == .vtimezone else { return }
                let zone = Component(tree: tree, index: index)
                if zone.timeZoneNames.contains(where: { named.contains(ExactText($0)) }) { zones.append(zone) }
            }
            for zone in zones { append(zone, to: &text) }
        } else {
            text = Array("BEGIN:VCALENDAR\r\n".utf8) + head
        }
        for component in components { append(component, to: &text) }
        guard let calendar, calendar.endIndex < tree.lines.count else { return text + Array("END:VCALENDAR\r\n".utf8) }
        append(calendar.endIndex, of: tree, to: &text)
        return text
    }

    /// The definitions among components of a calendar that none of its items names, so that no part has them.
    package static func unnamedZones(among components: [Component]) -> [Component] {
        let zones = components.filter { $0.name == .vtimezone }
        if zones.isEmpty { return [] }
        let named = ItemGroup(components: components.filter { $0.name != .vtimezone }).zoneNames
        return zones.filter { zone in !zone.timeZoneNames.contains { named.contains(ExactText($0)) } }
    }

    private static func append(_ component: Component, to text: inout [UInt8]) {
        for index in component.index...min(component.endIndex, component.tree.lines.count - 1) {
            append(index, of: component.tree, to: &text)
        }
    }

    private static func append(_ index: Int, of tree: ComponentTree, to text: inout [UInt8]) {
        let lines = tree.lines
        let end = index + 1 < lines.count ? Int(lines[index + 1].start) : tree.bytes.count
        text += tree.bytes[Int(lines[index].start)..<max(Int(lines[index].start), end)]
        if let last = text.last, last != 0x0A, last != 0x0D { text += [0x0D, 0x0A] }
    }
}
