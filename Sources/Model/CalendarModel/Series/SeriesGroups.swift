package import ICalendar

/// The series of a VCALENDAR by the places of their components, so that each can be lifted when it is needed.
///
/// Of the items only kind, UID and recurrence id are read here.
package struct SeriesGroups: Sendable {
    /// What the calendar contains around its items.
    package let context: CalendarContext
    /// Components that are neither items nor zones, such as VFREEBUSY.
    package private(set) var others: [Component] = []
    /// How many components are items.
    package private(set) var itemCount = 0
    /// Which groups begin with a component for an occurrence that another component of their UID is for already.
    package private(set) var duplicates: Set<Int> = []

    private let tree: ComponentTree
    private let zones: ZoneIndex
    /// Zones that nothing names; they stay with the first series, so that the calendar is written again with them.
    private var unnamed: Set<Int>
    /// The line with which the first component of each group begins, in the order in which their UIDs first occur.
    private var firstLines: [UInt32] = []
    /// The lines of the times of the first component of each group.
    private var timeLines: [ItemIdentity.TimeLines?] = []
    /// The lines of the further components of groups that have more than one, in order.
    private var rest: [Int: [Int]] = [:]

    /// Groups the VEVENTs, VTODOs and VJOURNALs of a VCALENDAR; see ``Series/all(in:)``.
    package init(_ calendar: Component) {
        context = CalendarContext(calendar)
        zones = ZoneIndex(context)
        unnamed = Set(context.zones.indices).subtracting(zones.places(of: context.namedZones(in: [])))
        tree = calendar.tree
        var grouping = ItemGrouping()
        for component in calendar.components {
            guard let item = ItemIdentity(component) else {
                if component.name != .vtimezone { others.append(component) }
                continue
            }
            itemCount += 1
            if !unnamed.isEmpty { findNamed(in: component) }
            let place = grouping.place(of: item)
            if place.isDuplicate { duplicates.insert(place.group) }
            if place.isNew {
                firstLines.append(UInt32(component.index))
                timeLines.append(item.timeLines)
            } else {
                rest[place.group, default: []].append(component.index)
            }
        }
    }

    /// Takes the zones that an item names out of those that nothing names.
    private mutating func findNamed(in component: Component) {
        var candidates: Set<ExactText> = []
        component.forEachLine { kind, index in
            guard kind == .property, tree.lines[index].parameterCount > 0,
                let zone = Property(tree: tree, index: index).parameter(.timeZoneIdentifier)?.value
            else { return }
            candidates.insert(ExactText(zone))
        }
        if unnamed.isDisjoint(with: zones.places(of: candidates)) { return }
        // A time may be on another zone than its parameter has it.
        guard let item = CalendarItem(lifting: component) else { return }
        unnamed.subtract(zones.places(of: context.namedZones(in: [item])))
    }
}

extension SeriesGroups {
    /// How many series there are.
    package var count: Int { firstLines.count }

    /// Kind and UID of a series; an empty UID identifies nothing.
    package func identity(of index: Int) -> (kind: CalendarItem.Kind, uid: String) {
        let item = ItemIdentity(beginning(of: index))
        return (item?.kind ?? .event, item?.uid ?? "")
    }

    /// The component with which a series begins.
    package func beginning(of index: Int) -> Component { Component(tree: tree, index: Int(firstLines[index])) }

    /// Lifts a series.
    ///
    /// - Parameter names: the properties that are wanted; nil for everything.
    package func series(at index: Int, only names: Set<Name>? = nil) -> Series {
        var items = [beginning(of: index)].compactMap { CalendarItem(lifting: $0, only: names) }
        if let rest = rest[index] {
            items += rest.compactMap { CalendarItem(lifting: Component(tree: tree, index: $0), only: names) }
        }
        let named = context.namedZones(in: items)
        var around = zones.context(withZones: named)
        if index == 0 { around.zones += unnamed.sorted().map { context.zones[$0] } }
        return Series(items: items, context: around)
    }
}

extension SeriesGroups {
    /// Times in the form of RFC 5545 that alone determine when the item of a series occurs.
    package struct PlainTimes: Sendable {
        /// DTSTART.
        package var start: EventTime
        /// DTEND or DUE.
        package var end: EventTime?
    }

    /// The times of the only item of a series, if it occurs once and has nothing about which a finding could be; else nil.
    ///
    /// The item is not lifted.
    package func plainTimes(of index: Int) -> PlainTimes? {
        guard rest[index] == nil, let lines = timeLines[index] else { return nil }
        let start = Property(tree: tree, index: Int(lines.start))
        guard start.isPlainTime, let time = start.eventTime else { return nil }
        guard let line = lines.end else { return PlainTimes(start: time) }
        let end = Property(tree: tree, index: Int(line))
        guard end.isPlainTime, let finish = end.eventTime else { return nil }
        return PlainTimes(start: time, end: finish)
    }
}

/// Determines which items belong together: those of one kind and UID, as long as each is for another occurrence.
struct ItemGrouping {
    /// Where an item belongs.
    struct Place {
        var group: Int
        /// Whether the group begins with it.
        var isNew: Bool
        /// Whether the group begins with it because that of its UID has an item for the same occurrence.
        var isDuplicate: Bool
    }

    private struct Key: Hashable {
        let kind: CalendarItem.Kind
        let uid: ExactText
    }

    private var count = 0
    private var groupOfKey: [Key: Int] = [:]
    private var withMaster: Set<Int> = []
    private var times: [Int: Set<EventTime>] = [:]

    /// The place of the next item.
    mutating func place(of item: ItemIdentity) -> Place {
        let key = Key(kind: item.kind, uid: ExactText(item.uid))
        let known = item.uid.isEmpty ? nil : groupOfKey[key]
        if let known, add(item, to: known) { return Place(group: known, isNew: false, isDuplicate: false) }
        if !item.uid.isEmpty, known == nil {
            groupOfKey[key] = count
            _ = add(item, to: count)
        }
        count += 1
        return Place(group: count - 1, isNew: true, isDuplicate: known != nil)
    }

    /// Whether the group has no item for the same occurrence.
    private mutating func add(_ item: ItemIdentity, to group: Int) -> Bool {
        guard let time = item.recurrenceID else { return withMaster.insert(group).inserted }
        return times[group, default: []].insert(time).inserted
    }
}
