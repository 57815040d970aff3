internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import XMLSupport

/// Finds out what an object does not bring back by reading it, and puts that into its slot.
///
/// Nothing here knows what Kolab can say: whatever the reader does not give back is kept, so nothing can be forgotten.
extension SeriesWriting {
    /// The document of an object that is to come back as `expected`, with slot, substitutes and additions filled.
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
        var writing = KolabWriting(version: version, options: options, zones: zones)
        writing.writeBody(of: object)
        if var base = readBack(writing)?.master {
            base.recurrenceID = expected.recurrenceID
            keep(
                LineGroups(expected).differences(from: LineGroups(base)),
                of: expected,
                as: .master,
                choice,
                in: &object
            )
            for override in object.subevents { keepOverride(override, of: expected, in: &object) }
            if options.extensions {
                keepBesideElements(components, in: &object)
                keepStart(of: expected, components.map(\.item), in: &object)
            }
            keepContext(in: &object)
        }
        if options.extensions, let entry { object.slot.entries.append(entry) }
        writing.finish(object.slot)
        return KolabDocument(
            uid: object.item.uid,
            kind: KolabDocument.Kind(object.item.kind),
            bytes: writing.xml.bytes,
            attachments: writing.parts
        )
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
            let lines = ["BEGIN:\(item.kind.rawValue)"] + LineGroups(item).groups.flatMap(\.texts)
            let text = (lines + ["END:\(item.kind.rawValue)"]).joined(separator: "\n")
            object.slot.entries.append(ExtensionSlot.Entry(part: .component(day), text: text))
        }
        if let zone = options.timeZone, hasUnknownClocks(object) {
            object.slot.entries.append(ExtensionSlot.Entry(part: .assumedZone, text: zone))
        }
    }

    /// Whether times stand in the object as the user's default zone has them.
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
        _ differences: [LineGroups.Difference],
        of item: CalendarItem,
        as part: ExtensionSlot.Part,
        _ choice: RecurrenceChoice?,
        in object: inout KolabObject
    ) {
        for difference in differences {
            let isRule = difference.name == "RRULE" || difference.name == "EXRULE"
            let isKept =
                options.extensions && !(isRule && choice?.isExact == false && options.onInexpressible != .preserve)
            if isKept {
                let texts = difference.texts.isEmpty ? ["!" + difference.name] : difference.texts
                object.slot.entries += texts.map { ExtensionSlot.Entry(part: part, text: $0) }
            }
            guard !difference.texts.isEmpty else { continue }
            if isKept, !difference.texts.allSatisfy(XMLWriter.canWrite) {
                lose("character-not-in-xml", .altered, Self.unwritable, of: item, difference.name)
            }
            for id in KolabLoss.ids(of: difference, in: item, isRuleExact: choice?.isExact ?? true, zones) {
                let detail = isRule ? choice?.detail : nil
                lose(
                    id,
                    isKept ? .preserved : difference.isInSecond ? .altered : .dropped,
                    detail ?? difference.texts.first.map(Self.excerpt) ?? "",
                    of: item,
                    difference.name
                )
            }
        }
    }

    private mutating func keepOverride(
        _ subevent: KolabObject.Subevent,
        of master: CalendarItem,
        in object: inout KolabObject
    ) {
        let override = subevent.item
        guard let id = override.recurrenceID?.time, let start = master.start ?? master.due else { return }
        let day = WallClock(start, zones).day(of: id)
        var alone = KolabObject(master, zones: zones)
        alone.subevents = [subevent]
        guard let base = readBack(alone, master: master)?.overrides.first else { return }
        keep(
            LineGroups(override).differences(from: LineGroups(base)),
            of: override,
            as: .override(day),
            nil,
            in: &object
        )
    }

    private mutating func keepContext(in object: inout KolabObject) {
        let lines = series.context.lines
        let said = lines.filter { !$0.hasPrefix("VERSION") && !$0.hasPrefix("PRODID:" + ExtensionSlot.ownProduct) }
        guard !said.isEmpty else { return }
        if options.extensions {
            object.slot.entries += said.map { ExtensionSlot.Entry(part: .calendar, text: $0) }
        }
        for text in said {
            let name = CalendarItem.name(ofLines: text)
            if options.extensions, !XMLWriter.canWrite(text) {
                losses.append(
                    Loss(
                        "character-not-in-xml",
                        .altered,
                        Self.unwritable,
                        component: "VCALENDAR",
                        uid: uid,
                        property: name
                    )
                )
            }
            if name == "PRODID" { continue }
            losses.append(
                Loss(
                    "calendar-content-not-expressible",
                    options.extensions ? .preserved : .dropped,
                    Self.excerpt(text),
                    component: "VCALENDAR",
                    uid: uid,
                    property: name
                )
            )
        }
    }

    /// What reading an object's body gives; with `master`, overrides are read over that item instead of the object's own.
    private func readBack(_ body: KolabWriting, master: CalendarItem? = nil) -> Series? {
        var writing = body
        writing.finish(ExtensionSlot())
        var diagnostics = Diagnostics()
        return try? reader.read(
            writing.xml.bytes,
            attachments: writing.parts,
            over: master,
            diagnostics: &diagnostics
        )
    }

    /// What reading an object without its slot gives.
    func readBack(_ object: KolabObject, master: CalendarItem? = nil) -> Series? {
        var writing = KolabWriting(version: version, options: options, zones: zones)
        writing.writeBody(of: object)
        return readBack(writing, master: master)
    }

    private static let unwritable = "control characters that XML cannot carry are left out"

    private static func excerpt(_ text: String) -> String {
        let line = text.utf8.prefix { $0 != UInt8(ascii: "\n") }
        return line.count > 120 ? String(Substring(line).prefix(120)) + "…" : String(Substring(line))
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
