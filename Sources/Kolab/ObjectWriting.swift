internal import CalendarModel
internal import ICalendar
internal import TimeZones
internal import TwoWayMapping
internal import XMLSupport

/// What is written as one object.
struct KolabObject: Sendable {
    var item: CalendarItem
    /// Overrides that become subevents.
    var subevents: [CalendarItem] = []
    /// The pattern of the item's rules.
    var pattern: KolabRecurrence?
    /// Days that are excluded, those of subevents left out.
    var exclusions: [CivilDate] = []
    var slot = ExtensionSlot()
    /// Elements of an earlier Kolab object that stand in the place of the rows' own, by row and position.
    var substitutes: [Substitute] = []
    /// Elements that no row writes.
    var additions: [XMLElement] = []

    /// An element in the place of one that a row would write.
    struct Substitute: Sendable {
        var name: String
        var position: Int
        var element: XMLElement
    }
}

extension KolabObject {
    /// An item as it would be written, with neither slot nor subevents.
    init(_ item: CalendarItem, zones: CalendarZones) {
        // An occurrence does not recur by itself, whatever its component says.
        let choice = item.recurrenceID == nil ? RecurrenceChoice(item, zones: zones) : nil
        self.init(item, choice, zones: zones)
    }

    /// An item with the pattern chosen for its rules.
    init(_ item: CalendarItem, _ choice: RecurrenceChoice?, zones: CalendarZones) {
        self.init(item: item.withEnd)
        pattern = choice?.pattern
        guard !item.exclusions.isEmpty, let start = item.start ?? item.due else { return }
        let clock = WallClock(start, zones)
        exclusions = item.exclusions.map { clock.day(of: $0) }
    }
}

extension KolabWriting {
    /// Writes the whole document.
    mutating func write(_ object: KolabObject) {
        writeBody(of: object)
        finish(object.slot)
    }

    /// Writes everything but the slot and the end of the root.
    mutating func writeBody(of object: KolabObject) {
        pattern = object.pattern
        exclusions = object.exclusions
        subevents = object.subevents
        let kind = KolabDocument.Kind(object.item.kind)
        xml.declaration()
        xml.start(kind.rawValue)
        xml.attribute("version", options.rootVersion ?? (version == .v2_1 && object.hasNewContent ? "1.1" : "1.0"))
        for row in KolabMapping.of(object.item.kind).rows {
            for position in 0..<row.count(object.item, self) {
                let substitute = object.substitutes.first { $0.name == row.name && $0.position == position }
                if let substitute { xml.write(substitute.element) } else { row.write(object.item, position, &self) }
            }
        }
        for element in object.additions { xml.write(element) }
    }

    /// Adds the slot and ends the document whose body was written.
    mutating func finish(_ slot: ExtensionSlot) {
        slot.write(to: &xml)
        xml.end()
    }

    /// Writes an override inside its exclusion: what differs from the occurrence as the series has it, and when it came to be.
    mutating func append(_ override: CalendarItem, of master: CalendarItem) {
        guard let id = override.recurrenceID?.time, let start = master.start ?? master.due else { return }
        let day = WallClock(start, zones).day(of: id)
        let nominal = master.withEnd.occurrence(at: start.onDay(day))
        let override = override.withEnd
        xml.start("exclusion")
        xml.text(day.description)
        xml.start("subevent")
        let mapping = KolabMapping.of(override.kind)
        let movesTimes = override.start != nominal.start || override.finish != nominal.finish
        for row in mapping.rows where row.isInSubevents {
            let isTime = row.name == "start-date" || row.name == "end-date" || row.name == "due-date"
            let isMark = row.name == "creation-date" || row.name == "last-modification-date"
            let count = row.count(override, self)
            let isBothEmpty = count == 0 && row.count(nominal, self) == 0
            guard !isBothEmpty else { continue }
            guard isMark || isTime && movesTimes || fragments(row, override) != fragments(row, nominal) else {
                continue
            }
            for position in 0..<count { row.write(override, position, &self) }
            if count == 0 { xml.element(row.name, text: "") }
        }
        for element in override.preserved.elements {
            if let element = XMLElement(fragment: element), mapping.index(of: element.localName) == nil {
                xml.write(element)
            }
        }
        xml.end()
        xml.end()
    }

    /// What a row writes of an item.
    private func fragments(_ row: KolabRow, _ item: CalendarItem) -> [UInt8] {
        var scratch = KolabWriting(version: version, options: options, zones: zones)
        for position in 0..<row.count(item, scratch) { row.write(item, position, &scratch) }
        return scratch.xml.bytes
    }
}

extension KolabObject {
    /// Whether it holds what only format 2.1 knows: times with zones, subevents.
    var hasNewContent: Bool {
        guard subevents.isEmpty else { return true }
        return [item.start, item.end, item.due].contains { $0.map { !$0.isDate } ?? false }
    }
}

extension KolabDocument.Kind {
    /// The object of a kind of item.
    init(_ kind: CalendarItem.Kind) {
        switch kind {
        case .event: self = .event
        case .todo: self = .task
        case .journal: self = .journal
        }
    }

    /// The kind of item of an object.
    var itemKind: CalendarItem.Kind {
        switch self {
        case .event: .event
        case .task: .todo
        case .journal: .journal
        }
    }
}

extension XMLElement {
    /// Reads an element from its text; nil if it is none.
    init?(fragment text: String) {
        let bytes = Array(text.utf8)
        guard let element = try? XMLElement(parsing: bytes.span) else { return nil }
        self = element
    }
}
