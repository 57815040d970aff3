internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import XMLSupport

/// Puts what an object does not contain of its item into its slot, and into the loss report.
extension SeriesWriting {
    /// The document of an object that is to be read back as `expected`, with slot, substitutes and additions filled.
    ///
    /// - Parameters:
    ///   - components: overrides without an element, with their days.
    ///   - entry: what else the slot remembers.
    mutating func document(
        _ object: KolabObject,
        _ expected: CalendarItem,
        _ choice: RecurrenceChoice? = nil,
        _ components: [(day: CivilDate, item: CalendarItem)] = [],
        adding entry: ExtensionSlot.Entry? = nil
    ) -> KolabDocument {
        var object = object
        restoreElements(of: expected, in: &object)
        for index in object.subevents.indices { restoreElements(of: &object.subevents[index], in: expected) }
        var encoder = ObjectEncoder(version: version, options: options, zones: zones)
        encoder.writeBody(of: object)
        if var said = statement(of: object, in: encoder) {
            said.recurrenceID = expected.recurrenceID
            let remainders = expected.remainders(beyond: said)
            keep(remainders, of: expected, as: .master, choice, in: &object)
            keepOverrides(of: expected, in: &object, encoder)
            if options.extensions {
                if !remainders.contains(where: { $0.name == "EXDATE" }),
                    excludesOthers(expected, components)
                {
                    for text in ItemLines(expected)["EXDATE"]?.texts ?? [] {
                        object.slot.entries.append(ExtensionSlot.Entry(part: .master, text: text))
                    }
                }
                keepBesideElements(components, in: &object)
                let recurrence: Set<String> = ["RRULE", "EXRULE", "EXDATE"]
                if !object.subevents.isEmpty || !components.isEmpty
                    || remainders.contains(where: { recurrence.contains($0.name) })
                {
                    keepStart(of: expected, components.map(\.item), in: &object)
                }
            }
            keepContext(in: &object)
        }
        if options.extensions, let entry { object.slot.entries.append(entry) }
        encoder.finish(object.slot)
        return KolabDocument(
            uid: object.item.uid,
            kind: KolabDocument.Kind(object.item.kind),
            bytes: encoder.xml.bytes,
            attachments: encoder.parts
        )
    }

    /// Whether a series excludes another occurrence of the day of a component: the exclusion of the day does not show whose it is.
    private func excludesOthers(
        _ master: CalendarItem,
        _ components: [(day: CivilDate, item: CalendarItem)]
    ) -> Bool {
        guard !components.isEmpty, let start = master.start ?? master.due else { return false }
        let moments = SeriesMoments(start, zones)
        return components.contains { day, item in
            master.exclusions.contains { moments.day(of: $0) == day && !moments.isExclusion($0, of: item) }
        }
    }

    /// The content of an object without its slot. Elements of an earlier object belong to no row: they are read.
    private func statement(of object: KolabObject, in encoder: ObjectEncoder) -> CalendarItem? {
        let mapping = KolabMapping.of(object.item.kind)
        guard object.kept.areSaid(by: mapping) else { return readBack(encoder)?.master }
        return KolabStatement(of: object, in: encoder).item
    }

    /// Keeps the start of a series with recurrence ids, exclusions or times of day that do not follow from it, so that a move of
    /// it is seen.
    private func keepStart(of master: CalendarItem, _ components: [CalendarItem], in object: inout KolabObject) {
        guard let start = master.start ?? master.due else { return }
        let moments = SeriesMoments(start, zones)
        let ids = (object.subevents.map(\.item) + components).compactMap { $0.recurrenceID?.time }
        let kept = object.slot.texts(.master)
        let exclusions = kept.contains { CalendarItem.name(ofLines: $0) == "EXDATE" } ? master.exclusions : []
        let isWithoutPattern = object.pattern == nil && !exclusions.isEmpty
        guard
            isWithoutPattern || kept.contains(where: { KeptOccurrences.namesTimeOfDay($0, master.kind) })
                || (ids + exclusions).contains(where: { !moments.isNominal($0) })
        else { return }
        object.slot.entries.append(ExtensionSlot.Entry(part: .start, text: moments.line(of: start)))
    }

    /// Keeps what has no element at all.
    private func keepBesideElements(
        _ components: [(day: CivilDate, item: CalendarItem)],
        in object: inout KolabObject
    ) {
        for (day, item) in components {
            let lines = ["BEGIN:\(item.kind.rawValue)"] + ItemLines(item).groups.flatMap(\.texts)
            let text = (lines + ["END:\(item.kind.rawValue)"]).joined(separator: "\n")
            object.slot.entries.append(ExtensionSlot.Entry(part: .component(day), text: text))
        }
        if let zone = options.timeZone, hasUnknownClocks(object) {
            object.slot.entries.append(ExtensionSlot.Entry(part: .assumedZone, text: zone))
        }
    }

    /// Whether the object contains times in the user's default zone.
    private func hasUnknownClocks(_ object: KolabObject) -> Bool {
        ([object.item] + object.subevents.map(\.item)).flatMap { [$0.start, $0.end, $0.due] }.contains { time in
            switch time {
            case .floating: true
            case .zoned(_, let zone): zones.rules(named: zone) == nil
            case .date, .utc, nil: false
            }
        }
    }

    private mutating func keep(
        _ remainders: [Remainder],
        of item: CalendarItem,
        as part: ExtensionSlot.Part,
        _ choice: RecurrenceChoice?,
        in object: inout KolabObject
    ) {
        for remainder in remainders {
            let isRule = remainder.name == "RRULE" || remainder.name == "EXRULE"
            let isKept =
                options.extensions && !(isRule && choice?.isExact == false && options.onInexpressible != .preserve)
            if isKept {
                let texts = remainder.texts.isEmpty ? ["!" + remainder.name] : remainder.texts
                for text in texts { object.slot.entries.append(ExtensionSlot.Entry(part: part, text: text)) }
            }
            guard let first = remainder.texts.first else { continue }
            for id in KolabLoss.ids(of: remainder, in: item, isRuleExact: choice?.isExact ?? true, zones) {
                let detail = isRule ? choice?.detail : nil
                lose(
                    id,
                    isKept ? .preserved : remainder.isReplaced ? .altered : .dropped,
                    detail ?? first.excerpt,
                    of: item,
                    remainder.name
                )
            }
        }
    }

    private mutating func keepOverrides(of master: CalendarItem, in object: inout KolabObject, _ encoder: ObjectEncoder)
    {
        // A recurrence that no reader takes for one has no subevents.
        guard !object.subevents.isEmpty, object.pattern?.readBack != nil,
            let occurrences = NominalOccurrences(of: master, zones)
        else { return }
        let mapping = KolabMapping.of(master.kind)
        let hasRows = encoder.subeventRows.count == object.subevents.count
        for index in object.subevents.indices {
            let subevent = object.subevents[index]
            guard let id = subevent.item.recurrenceID?.time else { continue }
            let day = occurrences.day(of: id)
            let said: CalendarItem
            if hasRows, subevent.kept.areSaid(by: mapping) {
                let nominal = occurrences.occurrence(on: day)
                said =
                    KolabStatement(of: subevent.item, changing: nominal, encoder.subeventRows[index], in: encoder).item
            } else {
                var alone = KolabObject(master, zones: zones)
                alone.subevents = [subevent]
                guard let read = readBack(alone, master: master)?.overrides.first else { continue }
                said = read
            }
            keep(subevent.item.remainders(beyond: said), of: subevent.item, as: .override(day), nil, in: &object)
        }
    }

    private mutating func keepContext(in object: inout KolabObject) {
        for line in surroundings.lines {
            if options.extensions {
                object.slot.entries.append(ExtensionSlot.Entry(part: .calendar, text: line.text))
            }
            if line.name == "PRODID" { continue }
            losses.append(
                Loss(
                    "calendar-content-not-expressible",
                    options.extensions ? .preserved : .dropped,
                    line.excerpt,
                    component: "VCALENDAR",
                    uid: uid,
                    property: line.name
                )
            )
        }
    }

    /// What reading an object's body gives; with `master`, overrides are read over that item instead of the object's own.
    private func readBack(_ body: ObjectEncoder, master: CalendarItem? = nil) -> Series? {
        var encoder = body
        encoder.finish(ExtensionSlot())
        var diagnostics = Diagnostics()
        return try? reader.read(
            encoder.xml.bytes,
            attachments: encoder.parts,
            over: master,
            diagnostics: &diagnostics
        )
    }

    /// What reading an object without its slot gives.
    func readBack(_ object: KolabObject, master: CalendarItem? = nil) -> Series? {
        var encoder = ObjectEncoder(version: version, options: options, zones: zones)
        encoder.writeBody(of: object)
        return readBack(encoder, master: master)
    }
}

extension String {
    /// The first line, cut where it is long.
    var excerpt: String {
        let bytes = utf8.span
        var end = 0
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        if end <= 120, end == bytes.count { return self }
        let line = utf8.prefix(end)
        return end > 120 ? String(Substring(line).prefix(120)) + "…" : String(Substring(line))
    }
}

extension RecurrenceChoice {
    /// The first faults of the nearest pattern, in words.
    var detail: String {
        var words = ["nearest is \(Mapping.recurrence.rule(of: pattern).map(\.description) ?? pattern.cycle)"]
        if let firstWrong { words.append("first wrong date \(firstWrong)") }
        if let firstMissing { words.append("first missing date \(firstMissing)") }
        return isExact ? "" : words.joined(separator: ", ")
    }
}
