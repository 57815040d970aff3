internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import TimeZones
internal import XMLSupport

/// Reading the elements of one object or subevent through the rows of its mapping.
extension ObjectDecoder {
    /// Reads a whole object.
    mutating func readItem(_ root: XMLElement, _ kind: CalendarItem.Kind) -> (item: CalendarItem, slot: ExtensionSlot) {
        self.root = root
        var item = CalendarItem(kind)
        var slot = ExtensionSlot()
        let mapping = KolabMapping.of(kind)
        var seen: UInt64 = 0
        for element in root.children {
            let name = element.localName
            if name == "x-custom", options.extensions, slot.take(element) { continue }
            if name == "timezone" { zoneHint = element.child("id")?.trimmedText ?? zoneHint }
            guard let index = mapping.index(of: name) else {
                remarkUnknown(element, in: kind)
                item.preserved.elements.append(element.fragment)
                continue
            }
            let row = mapping.rows[index]
            if !row.isList {
                guard seen & 1 << UInt64(index) == 0 else {
                    keepDuplicate(element, row, of: root, in: &item)
                    continue
                }
                seen |= 1 << UInt64(index)
            }
            if row.read(element, &item, &self) != .exact { item.preserved.elements.append(element.fragment) }
        }
        settle(&item, root)
        return (item, slot)
    }

    /// Keeps a second element of a row for one; the first too if what was read of it is written in another form, or the second
    /// would be the first when it is read again.
    mutating func keepDuplicate(
        _ element: XMLElement,
        _ row: KolabRow,
        of parent: XMLElement,
        in item: inout CalendarItem
    ) {
        report(
            "duplicate-element",
            "a second \(row.name); the first is used",
            at: element,
            losing: keptAction,
            from: item
        )
        let encoder = ObjectEncoder(
            version: .v2_1,
            options: KolabWritingOptions(zones: options.zones),
            zones: CalendarZones(directory: options.zones)
        )
        let isUnwritten = row.name != "recurrence" && row.count(item, encoder) == 0
        if isUnwritten, let first = parent.child(row.name)?.fragment, !item.preserved.elements.contains(first) {
            item.preserved.elements.append(first)
        }
        item.preserved.elements.append(element.fragment)
    }

    /// What needs several elements at once.
    private mutating func settle(_ item: inout CalendarItem, _ root: XMLElement) {
        settleAlarms(of: &item)
        if item.kind == .todo { item.refinePriority(exactPriority) }
        if let zoneHint, let rules = options.zones.rules(named: zoneHint) {
            for field in [\CalendarItem.start, \.end, \.due] {
                guard case .utc(let time) = item[keyPath: field] else { continue }
                item[keyPath: field] = .zoned(rules.local(at: time.secondsSinceEpoch), zone: zoneName(zoneHint))
            }
        }
        settleTimes(of: &item, root)
        item.stamp = item.lastModified ?? item.created
        settleRecurrence(of: &item, root)
    }
}

extension CalendarItem {
    /// The occurrence of a series at `time` as the series has it: everything but the recurrence, moved there.
    func occurrence(at time: EventTime) -> CalendarItem { withoutRecurrence.moved(to: time) }

    /// Everything but the recurrence and its values for single occurrences.
    var withoutRecurrence: CalendarItem {
        var item = self
        item.rules = []
        item.exceptionRules = []
        item.additionalDates = []
        item.exclusions = []
        item.preserved.elements = []
        item.preserved.exactForms.removeAll { form in
            form.properties.contains { Self.seriesProperties.contains($0.property.name) }
        }
        return item
    }

    /// The occurrence of a series at `time`, made from the series without its recurrence.
    func moved(to time: EventTime) -> CalendarItem {
        var item = self
        item.recurrenceID = RecurrenceID(time)
        guard let start = start ?? due else { return item }
        let shift = time.civil.secondsSinceEpoch - start.civil.secondsSinceEpoch
        item.start = self.start?.adding(seconds: shift)
        item.end = end?.adding(seconds: shift)
        item.due = due?.adding(seconds: shift)
        return item
    }

    /// An additional occurrence, moved there and with its own length.
    func occurrence(on date: AdditionalDate) -> CalendarItem {
        var item = occurrence(at: date.start)
        switch date {
        case .time: break
        case .period(_, let end): item.finish = end
        case .duration(let start, let duration):
            item.finish = start.adding(days: duration.days, seconds: duration.seconds)
        }
        item.start = item.start.map { _ in date.start }
        return item
    }

    private static let seriesProperties: Set<Name> = [
        .recurrenceRule, .exceptionRule, .recurrenceDate, .exceptionDate, .dateTimeStart, .dateTimeEnd, .dateTimeDue,
        .recurrenceID,
    ]
}

extension CalendarItem {
    /// The item with its duration as an end, the only form that Kolab has; an event of whole days ends on a day, the
    /// first at least.
    var withEnd: CalendarItem {
        guard kind != .journal, let start else { return self }
        var item = self
        if finish == nil, let duration { item.finish = start.adding(days: duration.days, seconds: duration.seconds) }
        if kind == .event, start.isDate, item.finish == start { item.finish = start.adding(days: 1) }
        return item
    }
}

extension XMLElement {
    /// The element as text on its own.
    var fragment: String { String(decoding: serialized(), as: UTF8.self) }
}
