package import CalendarDiagnostics
internal import CalendarModel
package import ICalendar
package import TimeZones

/// The names of the zones of items that are kept, and of those that are removed.
package struct ZoneUse: Sendable {
    var named: Set<ExactText> = []
    var freed: Set<ExactText> = []

    /// No item names a zone.
    package init() {}

    /// Adds the zones of other items of the calendar.
    package mutating func formUnion(_ other: ZoneUse) {
        named.formUnion(other.named)
        freed.formUnion(other.freed)
    }

    /// Whether only removed items name a zone.
    func isFreed(_ zone: Component) -> Bool {
        let names = Set(zone.timeZoneNames.map { ExactText($0) })
        return !names.isDisjoint(with: freed) && names.isDisjoint(with: named)
    }
}

/// The result of a selection for some of the components of a calendar.
package struct SelectedPart: Sendable {
    /// For each component, or property, its lines as they are written; nil if they are unchanged, and empty if it is removed.
    package var lines: [[UInt8]?] = []
    /// The zones that the items name.
    package var zoneUse = ZoneUse()
    /// What is removed or altered, with places in the part.
    package var losses: LossReport
    /// How many components were not selected.
    package var unselected: Int
}

/// A calendar that is too large to be held is selected part by part: its items in groups with all components of a UID, then its own
/// properties and time zones.
extension ItemSelection {
    /// The result for the items of a part.
    ///
    /// - Parameter part: one calendar that was read from text, with its time zones and some of its items.
    /// - Throws: ``ReadError`` if the part cannot be written as text within the limits.
    package func items(
        of part: ComponentTree,
        zones: ZoneDirectory,
        limits: ReadLimits
    ) throws(ReadError) -> SelectedPart {
        var work = SelectionWork(self, edit: try TreeEdit(part, limits: limits), zones: zones)
        guard let calendar = work.edit.tree.components.first else { return work.part() }
        let items = calendar.components.filter { $0.name != .vtimezone }
        let use = work.selectItems(among: items, CalendarContext(calendar))
        var result = work.part()
        result.zoneUse = use
        result.lines = items.map { work.edit.lines(from: $0.index, through: $0.endIndex) }
        return result
    }

    /// The result for the properties and the time zones of a calendar, in their order.
    ///
    /// - Parameters:
    ///   - frame: the calendar without items.
    ///   - use: the zones that all of its items name.
    package func frame(
        of frame: ComponentTree,
        _ use: ZoneUse,
        zones: ZoneDirectory,
        limits: ReadLimits
    ) throws(ReadError) -> SelectedPart {
        var work = SelectionWork(self, edit: try TreeEdit(frame, limits: limits), zones: zones)
        guard let calendar = work.edit.tree.components.first else { return work.part() }
        work.removeZones(among: calendar.components, use)
        work.dropProperties(of: calendar)
        var result = work.part()
        calendar.forEachLine { kind, index in
            switch kind {
            case .property: result.lines.append(work.edit.lines(from: index, through: index))
            case .begin:
                let component = Component(tree: work.edit.tree, index: index)
                result.lines.append(work.edit.lines(from: index, through: component.endIndex))
            case .end, .malformed: break
            }
        }
        return result
    }
}

extension SelectionWork {
    fileprivate func part() -> SelectedPart { SelectedPart(losses: losses, unselected: unselected) }
}
