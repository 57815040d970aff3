public import CalendarDiagnostics
public import CalendarModel
internal import ICalendar
internal import TimeZones
public import XMLSupport

/// Reads one Kolab XML object into the calendar model.
public struct KolabReader: Sendable {
    /// How objects are read.
    public var options: KolabReadingOptions
    /// The XML readers of this reader and its copies.
    private let xmlReaders = XMLReaderPool()

    /// A reader.
    public init(options: KolabReadingOptions = KolabReadingOptions()) {
        self.options = options
    }

    /// Reads an event, task or journal.
    ///
    /// - Parameters:
    ///   - attachments: the parts of the carrying message that the object may name.
    ///   - diagnostics: receives each surprise with its line.
    /// - Throws: ``ReadError`` if the bytes are no XML or no such object.
    public func read(
        _ bytes: [UInt8],
        attachments: [KolabDocument.Part] = [],
        diagnostics: inout Diagnostics
    ) throws(ReadError) -> Series {
        try xmlReaders.withReader(limits: options.limits) { reader throws(ReadError) in
            try read(bytes, with: &reader, attachments: attachments, diagnostics: &diagnostics)
        }
    }

    /// Reads an event, task or journal with an XML reader that serves many objects in turn.
    public func read(
        _ bytes: [UInt8],
        with reader: inout XMLEventReader,
        attachments: [KolabDocument.Part] = [],
        diagnostics: inout Diagnostics
    ) throws(ReadError) -> Series {
        let root = try reader.readTree(bytes.span, reporting: &diagnostics)
        let name = root.localName
        guard let kind = KolabDocument.Kind(rawValue: name.lowercased()) else {
            throw ReadError(.wrongFormat("the root element is \(name), not event, task or journal"))
        }
        if name != kind.rawValue {
            diagnostics.report(
                "root-element-case",
                .warning,
                "the root element is written \(name)",
                at: SourceLocation(line: root.line)
            )
        }
        if let version = root.attribute("version"), !version.hasPrefix("1.") {
            diagnostics.report(
                "unknown-version",
                .warning,
                "root version \(version); read as 1.x",
                at: SourceLocation(line: root.line)
            )
        }
        var reading = KolabReading(options: options, parts: attachments, diagnostics: diagnostics)
        let series = reading.readSeries(root, kind.itemKind)
        diagnostics = reading.diagnostics
        return series
    }

    /// Reads an object; its subevents change occurrences of `master` where one is given.
    func read(
        _ bytes: [UInt8],
        attachments: [KolabDocument.Part],
        over master: CalendarItem?,
        diagnostics: inout Diagnostics
    ) throws(ReadError) -> Series {
        guard let master else { return try read(bytes, attachments: attachments, diagnostics: &diagnostics) }
        let root = try xmlReaders.withReader(limits: options.limits) { reader throws(ReadError) in
            try reader.readTree(bytes.span, reporting: &diagnostics)
        }
        var reading = KolabReading(options: options, parts: attachments, diagnostics: diagnostics)
        _ = reading.readItem(root, master.kind)
        var overrides: [CalendarItem] = []
        for subevent in reading.subevents {
            if let override = reading.readOverride(subevent, of: master) { overrides.append(override) }
        }
        return Series(master: nil, overrides: overrides)
    }
}

extension KolabReading {
    fileprivate mutating func readSeries(_ root: XMLElement, _ kind: CalendarItem.Kind) -> Series {
        let (base, slot) = readItem(root, kind)
        if base.uid.isEmpty {
            diagnostics.report("uid-missing", .error, "an object without uid", at: SourceLocation(line: root.line))
        }
        if base.created == nil {
            diagnostics.report(
                "creation-date-missing",
                .warning,
                "no creation-date that can be read",
                at: SourceLocation(line: root.line)
            )
        }
        var overrides: [CalendarItem] = []
        guard !slot.entries.isEmpty else {
            for subevent in subevents { overrides += [readOverride(subevent, of: base)].compactMap { $0 } }
            return Series(master: base, overrides: overrides)
        }
        let context = CalendarContext(lines: slot.texts(.calendar))
        let form = WrittenForm(
            version: root.hasZonedContent || !subevents.isEmpty ? .v2_1 : .v2_0,
            zones: CalendarZones(context, options.zones),
            timeZone: slot.texts(.assumedZone).first
        )
        let master = restore(base, slot.texts(.master)) { form.bytes(of: $0) }
        for subevent in subevents {
            guard let override = readOverride(subevent, of: master) else { continue }
            overrides.append(
                restore(override, slot.texts(.override(subevent.date))) { form.bytes(of: $0, in: master) }
            )
        }
        overrides += components(slot, master)
        return joined(master, overrides, context, slot)
    }

    /// The item with the original lines of the slot, unless a Kolab client changed what they stand for.
    private mutating func restore(
        _ base: CalendarItem,
        _ texts: [String],
        _ written: (CalendarItem) -> [UInt8]
    ) -> CalendarItem {
        guard !texts.isEmpty else { return base }
        let present = written(base)
        let says = { (bytes: [UInt8]) in base.isSaid(by: bytes, orAsItStoodBy: present) }
        if var all = base.replacingLines(texts), says(written(all)) {
            all.forgetElements(saidIn: written(all))
            return all
        }
        var item = base
        for texts in Self.units(of: texts) {
            if let candidate = item.replacingLines(texts), says(written(candidate)) {
                item = candidate
            } else {
                let names = Set(texts.map(CalendarItem.name(ofLines:))).sorted().joined(separator: ", ")
                diagnostics.report(
                    "preserved-value-stale",
                    .warning,
                    "a Kolab client changed \(names); its value counts",
                    at: SourceLocation()
                )
            }
        }
        item.forgetElements(saidIn: written(item))
        return item
    }

    /// Entries that count together: times and recurrence depend on one another.
    private static func units(of texts: [String]) -> [[String]] {
        let schedule: Set<String> = ["DTSTART", "DTEND", "DUE", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE"]
        var order: [String] = []
        var units: [String: [String]] = [:]
        for text in texts {
            let name = CalendarItem.name(ofLines: text)
            let unit = schedule.contains(name) ? "DTSTART" : name
            if units[unit] == nil { order.append(unit) }
            units[unit, default: []].append(text)
        }
        return order.compactMap { units[$0] }
    }

    /// Overrides that have no element of their own; they count as long as their day is still excluded.
    private func components(_ slot: ExtensionSlot, _ master: CalendarItem) -> [CalendarItem] {
        slot.entries.compactMap { entry in
            guard case .component(let day) = entry.part,
                master.exclusions.contains(where: { $0.date == day }) || subevents.contains(where: { $0.date == day })
            else { return nil }
            return CalendarItem(lines: [entry.text], master.kind)
        }
    }

    /// The series; an item that was detached is its own series' override again.
    private func joined(
        _ item: CalendarItem,
        _ overrides: [CalendarItem],
        _ context: CalendarContext,
        _ slot: ExtensionSlot
    ) -> Series {
        if let text = slot.texts(.additional).first {
            var series = Series(master: item, overrides: overrides, context: context)
            series.repeatedSeries = text.split(separator: "\n").first.map(String.init)
            return series
        }
        guard let link = slot.texts(.link).first,
            var override = item.replacingLines(link.split(separator: "\n").map(String.init)),
            override.recurrenceID != nil
        else { return Series(master: item, overrides: overrides, context: context) }
        override.rules = []
        return Series(master: nil, overrides: [override], context: context)
    }
}

extension XMLElement {
    /// Whether one of its times names a zone.
    fileprivate var hasZonedContent: Bool { children.contains { $0.attribute("tz") != nil } }
}

extension KolabObject {
    /// An item as it would be written, with neither slot nor subevents.
    init(_ item: CalendarItem, zones: CalendarZones) {
        self.init(item: item.withEnd)
        pattern = RecurrenceChoice(item, zones: zones)?.pattern
        if let start = item.start ?? item.due {
            let clock = WallClock(start, zones)
            exclusions = item.exclusions.map { clock.day(of: $0) }
        }
    }
}
