internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import TimeZones
internal import TwoWayMapping
internal import XMLSupport

/// Reading the elements of one object or subevent through the rows of its mapping.
extension KolabReading {
    /// Reads a whole object.
    mutating func readItem(_ root: XMLElement, _ kind: CalendarItem.Kind) -> (item: CalendarItem, slot: ExtensionSlot) {
        var item = CalendarItem(kind)
        var slot = ExtensionSlot()
        let mapping = KolabMapping.of(kind)
        var seen: UInt64 = 0
        for element in root.children {
            let name = element.localName
            if name == "x-custom", options.extensions, slot.take(element) { continue }
            if name == "timezone" { zoneHint = element.child("id")?.trimmedText ?? zoneHint }
            guard let index = mapping.index(of: name) else {
                item.preserved.elements.append(element.fragment)
                continue
            }
            let row = mapping.rows[index]
            if !row.isList {
                guard seen & 1 << UInt64(index) == 0 else {
                    report("duplicate-element", "a second \(name); the first counts", at: element, losing: keptAction, from: item)
                    item.preserved.elements.append(element.fragment)
                    continue
                }
                seen |= 1 << UInt64(index)
            }
            if row.read(element, &item, &self) != .exact { item.preserved.elements.append(element.fragment) }
        }
        settle(&item, root)
        return (item, slot)
    }

    /// What needs several elements at once.
    private mutating func settle(_ item: inout CalendarItem, _ root: XMLElement) {
        item.settleAlarms(self)
        if item.kind == .todo { item.refinePriority(self) }
        if let zoneHint, let rules = options.zones.rules(named: zoneHint) {
            for field in [\CalendarItem.start, \.end, \.due] {
                guard case .utc(let time) = item[keyPath: field] else { continue }
                item[keyPath: field] = .zoned(rules.local(at: time.secondsSinceEpoch), zone: zoneName(zoneHint))
            }
        }
        reportTimes(of: item, root)
        item.stamp = item.lastModified ?? item.created
        item.settleRecurrence(self)
        reportStrayExclusions(of: item, root)
    }

    /// What start and end make of one another.
    private mutating func reportTimes(of item: CalendarItem, _ root: XMLElement) {
        guard item.kind == .event else { return }
        guard let start = item.start else {
            return report("start-missing", "an event without start-date", at: root)
        }
        guard let end = item.end else {
            guard !start.isDate else { return }
            return report(
                "end-missing",
                as: .info,
                "no end-date; the event ends when it starts",
                at: root.child("start-date") ?? root
            )
        }
        guard end.isDate == start.isDate else { return }
        if end.civil < start.civil {
            report("end-before-start", "the end lies before the start; kept", at: root.child("end-date") ?? root)
        } else if start.civil < end.civil, start.isMidnight, end.isMidnight {
            report(
                "midnight-to-midnight",
                as: .info,
                "from midnight to midnight; perhaps whole days are meant, read as times",
                at: root.child("start-date") ?? root
            )
        }
    }

    /// Reads a subevent over the occurrence that it changes.
    mutating func readOverride(_ subevent: Subevent, of master: CalendarItem) -> CalendarItem? {
        guard let start = master.start ?? master.due else { return nil }
        let nominal = master.occurrence(at: start.onDay(subevent.date))
        var item = nominal
        let mapping = KolabMapping.of(master.kind)
        var cleared: UInt64 = 0
        var reading = KolabReading(options: options, parts: parts, diagnostics: diagnostics.emptied)
        var hasStart = false
        var hasEnd = false
        for element in subevent.element.children {
            guard let index = mapping.index(of: element.localName), mapping.rows[index].isInSubevents else {
                if ["uid", "recurrence", "product-id", "subevent"].contains(element.localName) {
                    report(
                        "subevent-content", "a subevent has no \(element.localName); passed over", at: element, losing: .dropped,
                        from: item)
                    continue
                }
                if element.child("subevent") != nil {
                    report("subevent-content", "a subevent inside a subevent means nothing; kept", at: element)
                }
                item.preserved.elements.append(element.fragment)
                continue
            }
            let row = mapping.rows[index]
            if cleared & 1 << UInt64(index) == 0 {
                row.clear(&item)
                cleared |= 1 << UInt64(index)
            }
            if element.localName == "start-date" { hasStart = true }
            if element.localName == "end-date" || element.localName == "due-date" { hasEnd = true }
            if row.isList, element.isPlain, element.text.isEmpty { continue }
            if row.read(element, &item, &reading) != .exact { item.preserved.elements.append(element.fragment) }
        }
        item.settleAlarms(reading)
        if item.kind == .todo { item.refinePriority(reading) }
        diagnostics.merge(reading.diagnostics)
        // A moved occurrence keeps its length: the KEP's own example gives a new start alone.
        if hasStart, !hasEnd, let oldStart = nominal.start, let oldEnd = nominal.finish, let newStart = item.start {
            item.finish = newStart.adding(seconds: oldEnd.civil.secondsSinceEpoch - oldStart.civil.secondsSinceEpoch)
        }
        item.stamp = item.lastModified ?? item.created
        return item
    }
}

extension CalendarItem {
    /// The occurrence of a series at `time` as the series has it: everything but the recurrence, moved there.
    func occurrence(at time: EventTime) -> CalendarItem {
        var item = self
        item.rules = []
        item.exceptionRules = []
        item.additionalDates = []
        item.exclusions = []
        item.recurrenceID = RecurrenceID(time)
        item.preserved.elements = []
        item.preserved.exactForms.removeAll { form in
            form.properties.contains { Self.seriesProperties.contains($0.property.name) }
        }
        guard let start = start ?? due else { return item }
        let shift = time.civil.secondsSinceEpoch - start.civil.secondsSinceEpoch
        item.start = self.start?.adding(seconds: shift)
        item.end = end?.adding(seconds: shift)
        item.due = due?.adding(seconds: shift)
        return item
    }

    /// An additional occurrence, moved there and with the length it has of its own.
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
    /// The item with its duration said as an end, which is all that Kolab knows; an event of whole days ends on a day, the
    /// first at least.
    var withEnd: CalendarItem {
        guard kind != .journal, let start else { return self }
        var item = self
        if finish == nil, let duration { item.finish = start.adding(days: duration.days, seconds: duration.seconds) }
        if kind == .event, start.isDate, item.finish == start { item.finish = start.adding(days: 1) }
        return item
    }
}

extension EventTime {
    /// Whether it is a time of day, and that midnight.
    fileprivate var isMidnight: Bool { !isDate && civil.time == CivilTime(hour: 0, minute: 0, second: 0) }
}

extension XMLElement {
    /// The element as text on its own.
    var fragment: String { String(decoding: serialized(), as: UTF8.self) }
}
