public import ICalendar

extension CalendarItem {
    /// Lifts a VEVENT, VTODO or VJOURNAL; nil for any other component.
    ///
    /// Nothing gets lost: what the fields cannot represent fully is in ``preserved``.
    public init?(lifting component: Component) { self.init(lifting: component, only: nil) }

    /// Lifts of a component only the properties of those names; everything if `names` is nil.
    ///
    /// A selection contains no subcomponents, and keeps the form of a value only if there is a finding about one of them.
    package init?(lifting component: Component, only names: Set<Name>?) {
        guard let kind = Kind(component.name) else { return nil }
        self.init(kind)
        var origins = FieldOrigins()
        var alarmComponents: [Component] = []
        component.forEachLine { kind, index in
            switch kind {
            case .property where names?.contains(component.tree.lines[index].name) == false: break
            case .property: lift(Property(tree: component.tree, index: index), &origins)
            case .begin where names != nil: break
            case .begin: lift(Component(tree: component.tree, index: index), &alarmComponents)
            case .end, .malformed: break
            }
        }
        // An unreadable value is next to one that another property gave; only a later edit replaces it.
        for index in preserved.properties.indices where preserved.properties[index].yieldsToField {
            let property = preserved.properties[index].property
            guard let row = PropertyBinding.row(of: property.name), origins.have(row) else { continue }
            preserved.properties[index] = PreservedProperty(property)
        }
        // Of a selection nothing is written again: only forms with something to report are of use.
        if names != nil, !origins.hasFindings(in: component.tree) { return }
        keepExactForms(of: component.tree, origins, alarmComponents)
    }

    private mutating func lift(_ property: Property, _ origins: inout FieldOrigins) {
        guard let index = PropertyBinding.row(of: property.name) else {
            preserved.properties.append(PreservedProperty(property))
            return
        }
        let row = PropertyBinding.item.rows[index]
        if row.cardinality == .one, origins.have(index) {
            preserved.properties.append(PreservedProperty(property))
            return
        }
        switch row.lift(property, &self) {
        case .taken:
            // Several lines of one list are written as one.
            let isPlain = row.isPlain(property) && !(row.cardinality == .merged && origins.have(index))
            origins.add(row: index, line: property.index, isPlain: isPlain)
        case .unreadable:
            preserved.properties.append(PreservedProperty(property, yieldsToField: row.cardinality == .one))
        case .foreign: preserved.properties.append(PreservedProperty(property))
        }
    }

    private mutating func lift(_ component: Component, _ alarmComponents: inout [Component]) {
        if component.name == .valarm, let alarm = Alarm(component) {
            alarms.append(alarm)
            alarmComponents.append(component)
        } else {
            preserved.components.append(PreservedComponent(component))
        }
    }

    /// Compares the fields with the lines they were read from.
    private mutating func keepExactForms(
        of tree: ComponentTree,
        _ origins: FieldOrigins,
        _ alarmComponents: [Component]
    ) {
        if origins.rowsToCompare == 0, alarmComponents.isEmpty { return }
        var builder = ComponentTreeBuilder(capacity: 512)
        builder.begin(kind.name)
        lowerFields(LineScope(rows: origins.rowsToCompare), to: &builder)
        let generated = builder.finish()
        // Both are in the order of the rows.
        var line = 1
        origins.forEachRow { index, lines in
            let row = PropertyBinding.item.rows[index]
            while let other = generated.row(ofLine: line), other < index { line += 1 }
            let start = line
            while generated.row(ofLine: line) == index { line += 1 }
            let isSame =
                line - start == lines.count
                && zip(start..<line, lines).allSatisfy { generated.hasSameText($0, as: tree, $1) }
            if isSame { return }
            let properties = Array(lines.map { Property(tree: tree, index: $0) })
            if row.cardinality == .each, line - start == properties.count {
                for (offset, property) in properties.enumerated() {
                    keep([property], unlessEqualTo: generated, start + offset..<start + offset + 1)
                }
            } else {
                keep(properties, unlessEqualTo: generated, start..<line)
            }
        }
        guard !alarmComponents.isEmpty else { return }
        let alarms = Component(tree: generated, index: 0).components
        for (alarm, component) in zip(alarms, alarmComponents) where !alarm.hasSameMeaning(as: component) {
            preserved.exactForms.append(
                ExactForm(generated: alarm.canonicalText, component: PreservedComponent(component))
            )
        }
    }

    private mutating func keep(_ properties: [Property], unlessEqualTo tree: ComponentTree, _ range: Range<Int>) {
        if range.count == properties.count,
            zip(range, properties).allSatisfy({ index, property in
                let line = Property(tree: tree, index: index)
                return line.hasSameText(as: property)
                    || line.hasSameMeaning(as: property) && property.readingFindings.isEmpty
            })
        {
            return
        }
        preserved.exactForms.append(
            ExactForm(
                generated: range.flatMap { Property(tree: tree, index: $0).canonicalText },
                properties: properties.map { PreservedProperty($0) }
            )
        )
    }
}

/// What determines the series that an item belongs to.
struct ItemIdentity {
    /// The lines of times that alone determine when an item occurs.
    struct TimeLines {
        var start: UInt32
        /// That of DTEND or DUE.
        var end: UInt32?
    }

    let kind: CalendarItem.Kind
    let uid: String
    /// The occurrence that it replaces.
    let recurrenceID: EventTime?
    /// The lines of its times; nil if it may recur, has a duration, or has several times of a kind or no start.
    let timeLines: TimeLines?

    /// That of an item.
    init(_ item: CalendarItem) {
        (kind, uid, recurrenceID) = (item.kind, item.uid, item.recurrenceID?.time)
        timeLines = nil
    }

    /// That of a component, as lifting it gives it; nil for a component that is not an item.
    init?(_ component: Component) {
        guard let kind = CalendarItem.Kind(component.name) else { return nil }
        let tree = component.tree
        var uid: String?
        var time: EventTime?
        var (start, end): (UInt32?, UInt32?)
        var isSimple = true
        component.forEachLine { kind, index in
            guard kind == .property else { return }
            switch tree.lines[index].name {
            case .uid where uid == nil: uid = Property(tree: tree, index: index).text
            case .recurrenceID:
                isSimple = false
                if time == nil { time = Property(tree: tree, index: index).eventTime }
            case .dateTimeStart:
                isSimple = isSimple && start == nil
                start = UInt32(index)
            case .dateTimeEnd, .dateTimeDue:
                isSimple = isSimple && end == nil
                end = UInt32(index)
            case .duration, .recurrenceRule, .exceptionRule, .recurrenceDate, .exceptionDate: isSimple = false
            default: break
            }
        }
        (self.kind, self.uid, recurrenceID) = (kind, uid ?? "", time)
        timeLines = isSimple ? start.map { TimeLines(start: $0, end: end) } : nil
    }
}

/// The line that each field was read from.
private struct FieldOrigins {
    /// Row and line in one number, the row first.
    private var keys: [Int] = []
    /// The rows that have a line.
    private var rows: UInt64 = 0
    /// Those of them with a line that may contain more than the field.
    private(set) var rowsToCompare: UInt64 = 0

    mutating func add(row: Int, line: Int, isPlain: Bool) {
        if keys.isEmpty { keys.reserveCapacity(24) }
        keys.append(row << 32 | line)
        rows |= 1 << UInt64(row)
        if !isPlain { rowsToCompare |= 1 << UInt64(row) }
    }

    /// Whether there is a finding about one of the lines to compare.
    func hasFindings(in tree: ComponentTree) -> Bool {
        keys.contains { key in
            guard rowsToCompare & 1 << UInt64(key >> 32) != 0 else { return false }
            let property = Property(tree: tree, index: key & 0xFFFF_FFFF)
            return !property.readingFindings.isEmpty || !property.unreadableMembers.isEmpty
        }
    }

    /// Whether a row has a line.
    func have(_ row: Int) -> Bool { rows & 1 << UInt64(row) != 0 }

    /// Calls `body` with each row that has lines to compare, in the order of the rows, and its lines in theirs.
    func forEachRow(_ body: (Int, LazyMapSequence<ArraySlice<Int>, Int>) -> Void) {
        let sorted = keys.filter { rowsToCompare & 1 << UInt64($0 >> 32) != 0 }.sorted()
        var start = 0
        while start < sorted.count {
            let row = sorted[start] >> 32
            var end = start + 1
            while end < sorted.count, sorted[end] >> 32 == row { end += 1 }
            body(row, sorted[start..<end].lazy.map { $0 & 0xFFFF_FFFF })
            start = end
        }
    }
}

extension CalendarItem.Kind {
    /// The component's name.
    public var name: Name {
        switch self {
        case .event: .vevent
        case .todo: .vtodo
        case .journal: .vjournal
        }
    }

    /// The kind that a component's name means.
    public init?(_ name: Name) {
        switch name {
        case .vevent: self = .event
        case .vtodo: self = .todo
        case .vjournal: self = .journal
        default: return nil
        }
    }
}
