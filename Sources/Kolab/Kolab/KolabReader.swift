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

    /// Creates a reader with its options.
    public init(options: KolabReadingOptions = KolabReadingOptions()) {
        self.options = options
    }

    /// Reads an event, task or journal.
    ///
    /// - Parameters:
    ///   - attachments: the parts of the carrying message that the object may name; nil if the message is not
    ///     available.
    ///   - diagnostics: receives each finding with its line.
    /// - Throws: ``ReadError`` if the bytes are not XML or not such an object.
    public func read(
        _ bytes: [UInt8],
        attachments: [KolabDocument.Part]? = nil,
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
        attachments: [KolabDocument.Part]? = nil,
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
        try checkSize(of: root)
        var decoder = ObjectDecoder(options: options, parts: attachments, diagnostics: diagnostics)
        let series = decoder.readSeries(root, kind.itemKind)
        diagnostics = decoder.diagnostics
        return series
    }

    /// Stops at as many elements as properties, and at as many exclusions as dates of a component.
    private func checkSize(of root: XMLElement) throws(ReadError) {
        func check(_ elements: [XMLElement], _ name: String, _ limit: Int) throws(ReadError) {
            guard elements.count > limit else { return }
            let first = elements[limit]
            throw ReadError(
                .limitExceeded(name: name, limit: limit),
                at: SourceLocation(line: first.line, column: first.column)
            )
        }
        let children = Array(root.children)
        try check(children, "properties", options.contentLimits.properties)
        for element in children where element.localName == "recurrence" {
            try check(element.children("exclusion"), "dates", options.contentLimits.dates)
        }
    }

    /// Reads an object; its subevents change occurrences of `master` where one is given.
    func read(
        _ bytes: [UInt8],
        attachments: [KolabDocument.Part]?,
        over master: CalendarItem?,
        diagnostics: inout Diagnostics
    ) throws(ReadError) -> Series {
        guard let master else { return try read(bytes, attachments: attachments, diagnostics: &diagnostics) }
        let root = try xmlReaders.withReader(limits: options.limits) { reader throws(ReadError) in
            try reader.readTree(bytes.span, reporting: &diagnostics)
        }
        var decoder = ObjectDecoder(options: options, parts: attachments, diagnostics: diagnostics)
        _ = decoder.readItem(root, master.kind)
        var overrides: [CalendarItem] = []
        for subevent in decoder.subevents {
            if let override = decoder.readOverride(subevent, of: master) { overrides.append(override) }
        }
        return Series(master: nil, overrides: overrides)
    }
}

extension ObjectDecoder {
    fileprivate mutating func readSeries(_ root: XMLElement, _ kind: CalendarItem.Kind) -> Series {
        var (base, slot) = readItem(root, kind)
        reportUnread(of: root, base)
        remarkVersion(of: root)
        if base.uid.isEmpty {
            report("uid-missing", as: .error, "an object without uid", at: root)
        }
        if base.created == nil {
            report("creation-date-missing", "no creation-date that can be read", at: root)
        }
        var overrides: [CalendarItem] = []
        guard !slot.entries.isEmpty else {
            for subevent in subevents { overrides += [readOverride(subevent, of: base)].compactMap { $0 } }
            return Series(master: base, overrides: overrides).withoutOverriddenExclusions
        }
        let context = CalendarContext(lines: slot.texts(.calendar))
        let form = WrittenForm(
            version: KolabVersion(zones: root.hasZonedContent, subevents: !subevents.isEmpty),
            zones: CalendarZones(context, options.zones),
            timeZone: slot.texts(.assumedZone).first,
            uid: base.uid
        )
        let link = slot.texts(.link).first.flatMap { base.replacingLines($0.split(separator: "\n").map(String.init)) }
        if let link, link.recurrenceID != nil {
            // An item that was detached is its own series' override again.
            let override = restore(link, slot.texts(.master), form, at: root)
            var series = Series(master: nil, overrides: [override], context: context)
            series.storedUID = base.uid
            return series
        }
        var detachedDays = slot.componentDays.filter { day in
            base.exclusions.contains { $0.date == day } || subevents.contains { $0.date == day }
        }
        let days = Set(subevents.map(\.date)).union(detachedDays)
        base.endExclusions { days.contains($0.date) }
        var master = restoreMaster(base, slot, form, changing: days, at: root)
        // The exclusion of what has no element is the format's, whatever the slot has; one of another time is the series' own.
        let kept = KeptOccurrences(slot, master, form.zones)
        let components = kept.components
        let changed = components.filter { detachedDays.contains($0.day) }.map(\.item)
        master.endExclusions { exclusion in changed.contains { kept.isExclusion(exclusion, of: $0) } }
        if base.rules.isEmpty, let start = master.start ?? master.due {
            let moments = SeriesMoments(start, form.zones)
            detachedDays.formUnion(slot.componentDays.filter { master.keepsChange(of: $0, moments) })
        }
        for subevent in subevents {
            guard let override = readOverride(subevent, of: master) else { continue }
            let (texts, isMoved) = kept.texts(ofDay: subevent.date)
            if isMoved { reportMove(of: subevent.date, at: subevent.element) }
            overrides.append(restore(override, texts, form, of: master, at: subevent.element))
        }
        for day in slot.overrideDays.subtracting(subevents.map(\.date)).sorted() { reportUnchanged(day, at: root) }
        overrides += self.components(components, detachedDays, at: root)
        var series = Series(master: master, overrides: overrides, context: context)
        if master.uid.trimmingBlanks().isEmpty { series.storedUID = base.uid }
        if let repeated = slot.texts(.additional).first, let end = repeated.lastIndex(of: "\n") {
            let date = repeated[repeated.index(after: end)...]
            series.repeatedSeries = Series.RepeatedSeries(uid: String(repeated[..<end]), date: String(date))
        }
        return series
    }

    /// Reports what an object's root contains besides its version and its elements; the model has no place for it.
    private mutating func reportUnread(of root: XMLElement, _ item: CalendarItem) {
        for (name, value) in root.attributes where name.qualifiedName != "version" {
            report(
                "object-attribute-dropped",
                "the attribute \(name.qualifiedName) has no meaning here; skipped: \(value.prefix(60))",
                at: root,
                losing: .dropped,
                from: item
            )
        }
        if root.hasOwnText {
            report("object-text-dropped", "text between elements; skipped", at: root, losing: .dropped, from: item)
        }
    }

    /// The series with the lines of the slot, except for exclusions and times of day that the series has left: those of the
    /// object count then.
    private mutating func restoreMaster(
        _ base: CalendarItem,
        _ slot: ExtensionSlot,
        _ form: WrittenForm,
        changing changed: Set<CivilDate>,
        at root: XMLElement
    ) -> CalendarItem {
        let texts = slot.texts(.master)
        let others = texts.filter {
            CalendarItem.name(ofLines: $0) != "EXDATE" && !KeptOccurrences.namesTimeOfDay($0, base.kind)
        }
        guard others.count < texts.count else { return restore(base, texts, form, changing: changed, at: root) }
        // Whether an exclusion is that of an occurrence is seen on the clock of the series, which the slot may have kept.
        var trial = self
        let moved = trial.restore(base, others, form, changing: changed, followsClock: true, at: root)
        let left = KeptOccurrences(slot, moved, form.zones).leftNames
        let kept = texts.filter { !left.contains(CalendarItem.name(ofLines: $0)) }
        let master = restore(base, kept, form, changing: changed, followsClock: left.contains("EXDATE"), at: root)
        for name in left.sorted() {
            let words =
                name == "EXDATE" ? "its EXDATE follows the exclusions" : "the times of day of its \(name) are skipped"
            report(
                "preserved-value-stale",
                "a Kolab client moved the series or ended it; \(words)",
                at: root,
                losing: .altered,
                from: master
            )
        }
        return master
    }

    /// The item with the original lines of the slot, unless a Kolab client changed the fields they represent.
    ///
    /// - Parameters:
    ///   - master: the item that `base` is an override of.
    ///   - changed: the days of subevents, which are not exclusions of the item itself.
    ///   - followsClock: whether exclusions that no line contains are on the clock that the lines give the start.
    ///     Otherwise they are as in the object: lines were kept only where they differ from it.
    private mutating func restore(
        _ base: CalendarItem,
        _ texts: [String],
        _ form: WrittenForm,
        of master: CalendarItem? = nil,
        changing changed: Set<CivilDate> = [],
        followsClock: Bool = false,
        at root: XMLElement
    ) -> CalendarItem {
        guard !texts.isEmpty else { return base }
        let present = form.bytes(of: onOwnClock(base, form), in: master)
        // An event may have lost a start that cannot be read, and then has that of its occurrence.
        let startless =
            master != nil && base.kind == .event && base.start == base.recurrenceID?.time ? base.startless : nil
        let presents = [present] + (startless.map { [form.bytes(of: $0, in: master)] } ?? [])
        var presentFields: CalendarItem?
        // Lines still hold if the item with them would be written as the object is, or at least read as it is.
        let hold = { (decoder: ObjectDecoder, candidate: CalendarItem) -> [UInt8]? in
            // What was written by other weights than today's is still what it was.
            let isNearest =
                !candidate.rules.isEmpty && master == nil
                && RecurrenceChoice(candidate, zones: form.zones)?.isExact == false
            for weights in [.current] + (isNearest ? NearestPattern.Weights.earlier : []) {
                let written = form.bytes(of: candidate, in: master, changing: changed, weights)
                if presents.contains(written) { return written }
                if presentFields == nil { presentFields = decoder.fields(in: present, base.kind, master) }
                guard let presentFields, let fields = decoder.fields(in: written, base.kind, master) else { continue }
                if fields.hasSameFields(as: presentFields) { return written }
            }
            return nil
        }
        if var all = replaced(base, texts, followsClock ? form.zones : nil), let written = hold(self, all) {
            all.forgetElements(saidIn: written, of: root)
            return all
        }
        var item = base
        for texts in Self.units(of: texts) {
            if let candidate = replaced(item, texts, followsClock ? form.zones : nil), hold(self, candidate) != nil {
                item = candidate
            } else {
                let names = Set(texts.map(CalendarItem.name(ofLines:))).sorted().joined(separator: ", ")
                report("preserved-value-stale", "a Kolab client changed \(names); its value is used", at: root)
            }
        }
        item.forgetElements(saidIn: form.bytes(of: item, in: master), of: root)
        return item
    }

    /// A series whose rule ends with the day of its range on the clock of its own calendar.
    private func onOwnClock(_ item: CalendarItem, _ form: WrittenForm) -> CalendarItem {
        guard let lastDate, !item.rules.isEmpty, let start = item.start ?? item.due else { return item }
        var item = item
        item.rules[0].until = form.zones.until(lastDate, start)
        return item
    }

    /// The item with some of its lines replaced; its exclusions move with its start where zones are given to find their
    /// days.
    private func replaced(_ item: CalendarItem, _ texts: [String], _ zones: CalendarZones?) -> CalendarItem? {
        guard var found = item.replacingLines(texts) else { return nil }
        if let zones, !item.exclusions.isEmpty, let start = found.start ?? found.due, let old = item.start ?? item.due {
            let moments = SeriesMoments(old, zones)
            found.exclusions = found.exclusions.map { start.onDay(moments.day(of: $0)) }
        }
        return found
    }

    /// The content of a document, or of the exclusion of an override of `master`, without its slot.
    private func fields(in bytes: [UInt8], _ kind: CalendarItem.Kind, _ master: CalendarItem?) -> CalendarItem? {
        guard let root = try? XMLElement(parsing: bytes.span) else { return nil }
        var decoder = ObjectDecoder(options: options, parts: parts, diagnostics: Diagnostics())
        guard let master else { return decoder.readItem(root, kind).item }
        guard let element = root.child("subevent"), let date = root.withTrimmedBytes({ KolabTimeText($0) }) else {
            return nil
        }
        return decoder.readOverride(Subevent(date: date.time.date, element: element), of: master)
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
    private mutating func components(
        _ components: [KeptOccurrences.Component],
        _ days: Set<CivilDate>,
        at root: XMLElement
    ) -> [CalendarItem] {
        var found: [CalendarItem] = []
        for (day, item, isMoved) in components {
            guard days.contains(day) else {
                reportUnchanged(day, at: root)
                continue
            }
            if isMoved { reportMove(of: day, at: root) }
            found.append(item)
        }
        return found
    }

    private mutating func reportMove(of day: CivilDate, at element: XMLElement) {
        report(
            "preserved-value-stale",
            "a Kolab client moved the series; the RECURRENCE-ID of \(day) follows it",
            at: element
        )
    }

    private mutating func reportUnchanged(_ day: CivilDate, at root: XMLElement) {
        report(
            "preserved-value-stale",
            "a Kolab client took back the change of \(day); what was kept of it is skipped",
            at: root,
            losing: .dropped,
            property: "RECURRENCE-ID"
        )
    }
}

extension CalendarItem {
    fileprivate var startless: CalendarItem {
        var item = self
        item.start = nil
        return item
    }
}

extension XMLElement {
    /// Whether one of its times names a zone.
    fileprivate var hasZonedContent: Bool { children.contains { $0.attribute("tz") != nil } }
}
