internal import CalendarModel
internal import ICalendar
internal import TimeZones
internal import XMLSupport

/// What is written as one object.
struct KolabObject: Sendable {
    var item: CalendarItem
    var subevents: [Subevent] = []
    /// The pattern of the item's rules.
    var pattern: KolabRecurrence?
    /// Days that are excluded, without those of subevents.
    var exclusions: [CivilDate] = []
    var slot = ExtensionSlot()
    /// Elements of an earlier Kolab object.
    var kept = KeptElements()

    /// An override that becomes a subevent.
    struct Subevent: Sendable {
        var item: CalendarItem
        /// Elements of an earlier subevent.
        var kept = KeptElements()
    }
}

/// Elements of an earlier Kolab object, or of a subevent, that are written again.
struct KeptElements: Sendable {
    /// Those that replace one that a row would write.
    var substitutes: [Substitute] = []
    /// Those that no row writes.
    var additions: [XMLElement] = []
    /// A subevent's own attributes and text.
    var wrapper: XMLElement?

    /// An element in the place of one that a row would write.
    struct Substitute: Sendable {
        var name: String
        var position: Int
        var element: XMLElement
    }

    /// Whether all of their content is in the rows of a mapping too: none is an element of a row, or moves times to a
    /// zone.
    func areSaid(by mapping: KolabMapping) -> Bool {
        substitutes.isEmpty
            && additions.allSatisfy { mapping.index(of: $0.localName) == nil && $0.localName != "timezone" }
    }

    /// The element that replaces a row's element.
    func substitute(_ name: String, _ position: Int) -> XMLElement? {
        substitutes.first { $0.name == name && $0.position == position }?.element
    }
}

extension KolabObject {
    /// An item as it would be written, with neither slot nor subevents.
    init(_ item: CalendarItem, zones: CalendarZones, _ weights: NearestPattern.Weights = .current) {
        // An occurrence does not itself recur, whatever its component contains.
        let choice = item.recurrenceID == nil ? RecurrenceChoice(item, zones: zones, weights) : nil
        self.init(item, choice, zones: zones)
    }

    /// An item with the pattern chosen for its rules.
    init(_ item: CalendarItem, _ choice: RecurrenceChoice?, zones: CalendarZones) {
        self.init(item: item.withEnd)
        pattern = KolabMapping.of(item.kind).hasRecurrence ? choice?.pattern : nil
        guard !item.exclusions.isEmpty, let start = item.start ?? item.due else { return }
        // An exclusion names a day, and would take the occurrence of that day where a time that is none takes nothing.
        let moments = SeriesMoments(start, zones)
        exclusions = item.exclusions.filter { choice?.isExact != true || moments.mayName($0) }.map {
            moments.day(of: $0)
        }
    }
}

extension ObjectEncoder {
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
        xml.attribute(
            "version",
            options.rootVersion ?? (object.hasNewContent ? version.rootVersion : KolabVersion.v2_0.rootVersion)
        )
        for row in KolabMapping.of(object.item.kind).rows {
            for position in 0..<row.count(object.item, self) {
                write(row, position, of: object.item, object.kept)
            }
        }
        for element in object.kept.additions { xml.write(element) }
    }

    /// Adds the slot and ends the document whose body was written.
    mutating func finish(_ slot: ExtensionSlot) {
        slot.write(to: &xml)
        xml.end()
    }

    /// Writes an element of a row, or the element that replaces it.
    mutating func write(_ row: KolabRow, _ position: Int, of item: CalendarItem, _ kept: KeptElements) {
        if let element = kept.substitute(row.name, position) { return xml.write(element) }
        row.write(item, position, &self)
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
