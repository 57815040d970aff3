internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
public import Kalends

/// The options of an export.
public struct ExportOptions: Sendable {
    /// How much of events leaves the store.
    public enum Privacy: String, Sendable, CaseIterable {
        /// Everything.
        case full
        /// Of events that are not public only when they take place.
        case publicOnly = "public"
        /// Of all events only when they take place.
        case times
    }

    /// How much of events leaves the store.
    public var privacy: Privacy = .full

    /// The defaults.
    public init() {}
}

extension StoreCalendar {
    /// Writes the events of the calendar in a format that the converter knows.
    ///
    /// What was imported from iCalendar text and not changed since is the same bytes, and so is the whole calendar if
    /// its events were imported together.
    public func export(
        as format: CalendarFormat,
        keeping: LossReport.RowKeeping = .all,
        in period: Period = .always,
        matching criteria: Criteria = Criteria(kinds: Set(CalendarItem.Kind.allCases)),
        _ options: ExportOptions = ExportOptions()
    ) throws -> ConversionResult {
        let (events, order) = try store.read { state in
            let criteria = try ResolvedCriteria(restricted(criteria), in: state.attendees)
            return (try state.events(in: period, matching: criteria), try state.uids())
        }
        let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        let sorted = events.sorted { places[$0.uid] ?? .max < places[$1.uid] ?? .max }
        var result = ConversionResult()
        result.report = LossReport(keeping: keeping)
        let documents = try ExportedCalendars(
            sorted.map { $0.exported(options.privacy, zones: store.configuration.zones) },
            isComplete: events.count == order.count && options.privacy == .full,
            store.configuration.converter
        ).documents
        result.outputs = store.configuration.converter.write(documents, as: format, report: &result.report)
        return result
    }
}

extension Event {
    /// The event as a bearer of some rights sees it.
    fileprivate func exported(_ privacy: ExportOptions.Privacy, zones: ZoneDirectory) -> Event {
        let hides =
            privacy == .times
            || privacy == .publicOnly && series.items.contains { $0.classification?.isHidden ?? false }
        guard hides else { return self }
        var hidden = Series(
            master: series.master.map(\.withTimesOnly),
            overrides: series.overrides.map(\.withTimesOnly),
            context: series.context
        )
        hidden.storedUID = series.storedUID
        return Event(hidden, ownerID: ownerID, zones: zones)
    }
}

extension CalendarItem.Classification {
    fileprivate var isHidden: Bool { self != .public }
}

extension CalendarItem {
    /// The item with only its times.
    fileprivate var withTimesOnly: CalendarItem {
        var item = CalendarItem(kind)
        item.uid = uid
        item.recurrenceID = recurrenceID
        item.stamp = stamp
        item.sequence = sequence
        item.classification = classification
        item.transparency = transparency
        item.status = status == .cancelled ? .cancelled : nil
        item.summary = "Private Event"
        (item.start, item.end, item.due, item.duration) = (start, end, due, duration)
        (item.rules, item.exceptionRules) = (rules, exceptionRules)
        (item.additionalDates, item.exclusions) = (additionalDates, exclusions)
        return item
    }
}

/// Puts events back into the calendars that they were imported with.
private struct ExportedCalendars {
    private(set) var documents: [CalendarDocument] = []

    init(_ events: [Event], isComplete: Bool, _ converter: Converter) throws {
        var shells: [CalendarShell] = []
        var groups: [CalendarShell: [Event]] = [:]
        for event in events {
            if groups[event.text.shell] == nil { shells.append(event.text.shell) }
            groups[event.text.shell, default: []].append(event)
        }
        if events.isEmpty { (shells, groups) = ([.own], [.own: []]) }
        for shell in shells {
            let group = groups[shell] ?? []
            let bytes = shell.head + group.flatMap(\.text.components) + shell.tail
            var diagnostics = Diagnostics(losses: .none)
            guard var tree = try? ICalendarReader().read(bytes, diagnostics: &diagnostics) else {
                throw StoreError.damaged("events of \(group.first?.uid ?? "a calendar") cannot be read")
            }
            if !isComplete { tree = try Self.withoutUnnamedZones(tree) }
            if shell.isOwn { tree = converter.completingZones(of: tree) }
            documents.append(CalendarDocument(format: .iCalendar, content: .tree(tree)))
        }
    }

    /// Omits the zones that no event of a part of a calendar names.
    private static func withoutUnnamedZones(_ tree: ComponentTree) throws(ReadError) -> ComponentTree {
        guard let calendar = tree.components.first else { return tree }
        let named = Set(
            tree.lines.indices.lazy.filter { tree.lines[$0].kind == .property && tree.lines[$0].parameterCount > 0 }
                .compactMap { Property(tree: tree, index: $0).parameter(.timeZoneIdentifier)?.value }
        )
        let unnamed = calendar.components(named: .vtimezone).filter { zone in
            zone.timeZoneNames.allSatisfy { !named.contains($0) }
        }
        guard !unnamed.isEmpty else { return tree }
        var bytes: [UInt8] = []
        var start = 0
        for zone in unnamed {
            bytes += tree.bytes[start..<Int(tree.lines[zone.index].start)]
            start = zone.sourceEnd
        }
        bytes += tree.bytes[start...]
        var diagnostics = Diagnostics(losses: .none)
        return try ICalendarReader().read(bytes, diagnostics: &diagnostics)
    }
}

extension CalendarShell {
    /// Whether it was made here, without the definitions of zones.
    fileprivate var isOwn: Bool {
        String(decoding: head.prefix(256), as: UTF8.self).contains(EventText.productIdentifier)
    }
}
