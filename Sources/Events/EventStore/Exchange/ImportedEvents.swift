internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import Kalends
internal import TimeZones

/// The events of documents, with their text as it was read.
struct ImportedEvents {
    var events: [Event] = []

    private let configuration: StoreConfiguration

    /// - Parameters:
    ///   - documents: what was read of one input.
    ///   - report: receives what gets lost, and how many components were read.
    init(
        _ documents: [CalendarDocument],
        _ configuration: StoreConfiguration,
        report: inout LossReport,
        diagnostics: inout Diagnostics
    ) throws(ReadError) {
        self.configuration = configuration
        let converter = configuration.converter
        for document in documents {
            report.read += document.itemCount
            if case .tree(let tree) = document.content {
                converter.reportReading(of: document, as: .iCalendar, isMerged: false, &report)
                try add(tree, &report)
            }
        }
        let objects = documents.filter { if case .series = $0.content { true } else { false } }
        guard !objects.isEmpty else { return }
        var inner = Diagnostics(losses: .all)
        for read in converter.series(in: objects, diagnostics: &inner) {
            add(Event(read.series, zones: configuration.zones), itemCount: read.series.items.count, &report)
        }
        report.merge(inner.losses)
    }

    private mutating func add(_ tree: ComponentTree, _ report: inout LossReport) throws(ReadError) {
        let source = tree.isExact ? tree : try Self.rewritten(tree)
        var start = 0
        for calendar in source.components {
            let end = calendar.sourceEnd
            defer { start = end }
            guard calendar.name == .vcalendar else {
                addLoose(calendar, &report)
                continue
            }
            add(calendar, from: start, &report)
        }
    }

    /// The tree read from its canonical text.
    private static func rewritten(_ tree: ComponentTree) throws(ReadError) -> ComponentTree {
        var diagnostics = Diagnostics(losses: .none)
        let text = ICalendarWriter(normalizes: true).write(tree)
        return try ICalendarReader().read(text, diagnostics: &diagnostics)
    }

    /// Adds a component outside of any calendar.
    private mutating func addLoose(_ component: Component, _ report: inout LossReport) {
        guard let item = CalendarItem(lifting: component), let bytes = component.sourceBytes else {
            return skip(component, &report)
        }
        let (master, overrides) = item.recurrenceID == nil ? (item, []) : (nil, [item])
        let series = Series(master: master, overrides: overrides)
        let text = EventText(shell: .own, components: bytes)
        add(Event(series, text: text, ownerID: nil, zones: configuration.zones), itemCount: 1, &report)
    }

    private mutating func add(_ calendar: Component, from start: Int, _ report: inout LossReport) {
        var groups = SeriesGroups()
        let tree = calendar.tree
        var head: [UInt8] = []
        // Line by line: whatever is not an event belongs to the calendar around them.
        var from = start
        calendar.forEachLine { kind, index in
            guard kind == .begin else { return }
            let component = Component(tree: tree, index: index)
            guard component.name != .vtimezone else { return }
            let begin = Int(tree.lines[index].start)
            head += tree.bytes[from..<begin]
            from = component.sourceEnd
            guard let item = CalendarItem(lifting: component), let bytes = component.sourceBytes else {
                return skip(component, &report)
            }
            groups.add(item, bytes)
        }
        let end = Int(tree.lines[calendar.endIndex].start)
        head += tree.bytes[from..<end]
        let shell = CalendarShell(head: head, tail: Array(tree.bytes[end..<calendar.sourceEnd]))
        let context = CalendarContext(calendar)
        for group in groups.all {
            let series = group.series(in: context)
            let text = EventText(shell: shell, components: group.bytes)
            for lost in group.superseded {
                report.skipped += 1
                report.add(.superseded(lost))
            }
            add(
                Event(series, text: text, ownerID: nil, zones: configuration.zones),
                itemCount: group.items.count,
                &report
            )
        }
    }

    private mutating func add(_ event: Event, itemCount: Int, _ report: inout LossReport) {
        guard !event.uid.isEmpty else {
            report.skipped += itemCount
            report.add(
                Loss(
                    "uid-missing",
                    .dropped,
                    "an event without UID cannot be found again",
                    component: event.series.kind.rawValue,
                    property: "UID"
                )
            )
            return
        }
        if event.span == nil, event.series.kind == .event {
            report.add(
                Loss(
                    "unreadable-time",
                    .preserved,
                    "the event is kept, but it has no readable time, so that no agenda lists it",
                    component: event.series.kind.rawValue,
                    uid: event.uid,
                    property: "DTSTART"
                )
            )
        }
        events.append(event)
    }

    private func skip(_ component: Component, _ report: inout LossReport) {
        report.skipped += 1
        report.add(
            Loss(
                "component-not-stored",
                .dropped,
                "a store keeps events, to-dos and journal entries",
                component: component.nameText,
                uid: component.first(.uid)?.text ?? ""
            )
        )
    }
}

/// The components of a calendar by UID.
private struct SeriesGroups {
    struct Group {
        var items: [CalendarItem] = []
        var texts: [[UInt8]] = []
        var superseded: [CalendarItem] = []

        var bytes: [UInt8] { texts.flatMap { $0 } }

        /// Of two components for one occurrence the newer counts.
        mutating func add(_ item: CalendarItem, _ text: [UInt8]) {
            if let known = items.firstIndex(where: { $0.recurrenceID?.time == item.recurrenceID?.time }) {
                guard !item.isOlder(than: items[known]) else { return superseded.append(item) }
                superseded.append(items[known])
                (items[known], texts[known]) = (item, text)
                return
            }
            items.append(item)
            texts.append(text)
        }

        func series(in context: CalendarContext) -> Series {
            Series(
                master: items.first { $0.recurrenceID == nil },
                overrides: items.filter { $0.recurrenceID != nil },
                context: context.withZones(namedBy: items)
            )
        }
    }

    private(set) var all: [Group] = []
    private var places: [String: Int] = [:]

    mutating func add(_ item: CalendarItem, _ text: [UInt8]) {
        if item.uid.isEmpty {
            all.append(Group(items: [item], texts: [text]))
            return
        }
        let place = places[item.uid] ?? all.count
        if place == all.count {
            places[item.uid] = place
            all.append(Group())
        }
        all[place].add(item, text)
    }
}

extension ComponentTree {
    /// Whether its bytes are those of the input, and every component has an END.
    fileprivate var isExact: Bool {
        isSource && lines.allSatisfy { !$0.flags.contains(.isSynthetic) && ($0.kind != .begin || $0.link != .max) }
    }
}

extension Loss {
    /// A component for whose occurrence there is a newer one.
    static func superseded(_ item: CalendarItem) -> Loss {
        Loss(
            "superseded-revision",
            .dropped,
            "a newer revision of the same occurrence is used",
            component: item.kind.rawValue,
            uid: item.uid
        )
    }
}
