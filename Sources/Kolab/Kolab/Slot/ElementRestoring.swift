internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import XMLSupport

/// Puts Kolab's own elements back in their places, as long as they mean the same as the fields.
extension SeriesWriting {
    /// Restores the elements of an item that becomes an object.
    mutating func restoreElements(of item: CalendarItem, in object: inout KolabObject) {
        let found = restorableElements(of: item)
        object.kept.additions += found.unknown
        guard !found.known.isEmpty, let base = readBack(object) else { return }
        for (row, element) in found.known {
            let count = row.count(object.item, encoder(for: object))
            let own = ownElements(row, object.item, encoder(for: object))
            let trial = object
            let allowsAddition = row.name != "recurrence" || !isSaid(recurrence: element, by: item)
            let restored = object.kept.restoring(element, row.name, count: count, own, allowsAddition: allowsAddition) {
                kept in
                var trial = trial
                trial.kept = kept
                guard let read = readBack(trial), let master = read.master, let first = base.master else {
                    return false
                }
                guard master.hasSameFields(as: first) || master.hasSameFields(as: item) else { return false }
                // What a client changed in a subevent counts, whatever the recurrence around it was.
                return row.name != "recurrence" || read.overrides.hasSameFields(as: base.overrides)
            }
            if !restored {
                lose("preserved-value-stale", .dropped, "the field has another value now", of: item, row.name)
            }
        }
    }

    /// Restores the elements of an override that becomes a subevent.
    mutating func restoreElements(of subevent: inout KolabObject.Subevent, in master: CalendarItem) {
        let item = subevent.item
        let found = restorableElements(of: item)
        let wrapper = found.unknown.firstIndex { $0.localName == "subevent" }
        subevent.kept.additions += found.unknown.enumerated().filter { $0.offset != wrapper }.map(\.element)
        subevent.kept.wrapper = wrapper.map { found.unknown[$0] }
        guard !found.known.isEmpty else { return }
        var alone = KolabObject(master, zones: zones)
        alone.subevents = [subevent]
        guard let base = readBack(alone, master: master)?.overrides.first else { return }
        for (row, element) in found.known {
            let count = max(row.count(item.withEnd, encoder(for: alone)), 1)
            let own = ownElements(row, item.withEnd, encoder(for: alone))
            let restored = subevent.kept.restoring(element, row.name, count: count, own) { kept in
                alone.subevents[0].kept = kept
                guard let read = readBack(alone, master: master)?.overrides.first else { return false }
                return read.hasSameFields(as: base) || read.hasSameFields(as: item)
            }
            if !restored {
                lose("preserved-value-stale", .dropped, "the field has another value now", of: item, row.name)
            }
        }
    }

    private mutating func restorableElements(
        of item: CalendarItem
    ) -> (known: [(row: KolabRow, element: XMLElement)], unknown: [XMLElement]) {
        let mapping = KolabMapping.of(item.kind)
        var known: [(row: KolabRow, element: XMLElement)] = []
        var unknown: [XMLElement] = []
        for text in item.preserved.elements {
            guard var element = XMLElement(fragment: text) else { continue }
            if !element.fragment.utf8.elementsEqual(text.utf8) {
                lose(
                    "element-not-expressible",
                    .altered,
                    "written in the spelling that XML gives it",
                    of: item,
                    element.localName
                )
            }
            if !version.hasZones, element.attribute("tz") != nil {
                // An object of 2.0 with a zone in it would be taken for one of 2.1.
                if isSaid(element, by: item) {
                    lose("zone-lost", .altered, "the spelling of its zone is not kept", of: item, element.localName)
                } else {
                    lose(
                        "element-not-expressible",
                        .dropped,
                        "a time with a zone, which 2.0 does not have",
                        of: item,
                        element.localName
                    )
                }
                continue
            }
            if !version.hasSubevents, element.holdsSubevents {
                // Changed occurrences are objects of their own; what else there is stays, if it can be read without them.
                guard let rest = element.withoutSubevents(of: daysOfOverrides) else {
                    let isWrapper = element.localName == "subevent"
                    let detail =
                        isWrapper ? "attributes or text of a subevent" : "a second subevent, or one without a day"
                    lose("element-not-expressible", .dropped, detail, of: item, element.localName)
                    continue
                }
                element = rest
            }
            if let index = mapping.index(of: element.localName) {
                known.append((mapping.rows[index], element))
            } else {
                unknown.append(element)
            }
        }
        return (known, unknown)
    }

    /// Whether an item has the rule of a recurrence, which then is a spelling of the one that is written, and not a second.
    private func isSaid(recurrence element: XMLElement, by item: CalendarItem) -> Bool {
        guard let alone = self.item(of: element, item.kind), !alone.rules.isEmpty else { return false }
        return alone.rules.elementsEqual(item.rules) {
            $0.frequency == $1.frequency && $0.interval == $1.interval && $0.count == $1.count
        }
    }

    /// Whether a field has the time of an element, which then differs in the spelling of its zone only.
    private func isSaid(_ element: XMLElement, by item: CalendarItem) -> Bool {
        guard let alone = self.item(of: element, item.kind) else { return false }
        return [\CalendarItem.start, \.end, \.due].contains { path in
            alone[keyPath: path].map { $0 == item[keyPath: path] } ?? false
        }
    }

    /// The content of an element alone; nil if it is unreadable.
    private func item(of element: XMLElement, _ kind: CalendarItem.Kind) -> CalendarItem? {
        let mapping = KolabMapping.of(kind)
        var alone = CalendarItem(kind)
        var decoder = ObjectDecoder(options: reader.options, parts: nil, diagnostics: Diagnostics())
        guard let index = mapping.index(of: element.localName),
            mapping.rows[index].read(element, &alone, &decoder) != .unreadable
        else {
            return nil
        }
        return alone
    }

    private var daysOfOverrides: Set<CivilDate> { Set(series.overrides.compactMap { $0.recurrenceID?.time.date }) }

    private func encoder(for object: KolabObject) -> ObjectEncoder {
        var encoder = ObjectEncoder(version: version, options: options, zones: zones)
        encoder.pattern = object.pattern
        return encoder
    }

    /// The elements that a row would write.
    private func ownElements(_ row: KolabRow, _ item: CalendarItem, _ encoder: ObjectEncoder) -> [XMLElement] {
        guard !row.isList, row.name != "recurrence" else { return [] }
        var scratch = encoder
        for position in 0..<row.count(item, encoder) { row.write(item, position, &scratch) }
        return XMLElement(fragment: String(decoding: scratch.xml.bytes, as: UTF8.self)).map { [$0] } ?? []
    }
}

extension KeptElements {
    /// Tries an element in each place of its row, then next to the row's own; false if it fits nowhere.
    ///
    /// - Parameters:
    ///   - count: how many places the row has.
    ///   - own: what the row writes; an equal element was there a second time.
    ///   - allowsAddition: whether it may be next to the row's own.
    fileprivate mutating func restoring(
        _ element: XMLElement,
        _ name: String,
        count: Int,
        _ own: [XMLElement],
        allowsAddition: Bool = true,
        fits: (KeptElements) -> Bool
    ) -> Bool {
        if !own.contains(element) {
            for position in 0..<count where substitute(name, position) == nil {
                var trial = self
                trial.substitutes.append(Substitute(name: name, position: position, element: element))
                if fits(trial) {
                    self = trial
                    return true
                }
            }
        }
        guard allowsAddition else { return false }
        var trial = self
        trial.additions.append(element)
        guard fits(trial) else { return false }
        self = trial
        return true
    }
}

extension [CalendarItem] {
    fileprivate func hasSameFields(as other: [CalendarItem]) -> Bool {
        count == other.count && zip(self, other).allSatisfy { $0.hasSameFields(as: $1) }
    }
}

extension XMLElement {
    /// A recurrence without the subevents of its exclusions; nil if one of them is not that of a changed occurrence, which is
    /// written apart.
    fileprivate func withoutSubevents(of days: Set<CivilDate>) -> XMLElement? {
        let bytes = serialized()
        guard localName == "recurrence", let outline = XMLOutline(of: bytes) else { return nil }
        var kept: [UInt8] = []
        var position = 0
        for exclusion in outline.children(of: outline.root, named: "exclusion") {
            let subevents = outline.children(of: exclusion, named: "subevent")
            guard subevents.count < 2 else { return nil }
            for subevent in subevents {
                kept += bytes[position..<subevent.range.lowerBound]
                position = subevent.range.upperBound
            }
        }
        guard let rest = XMLElement(fragment: String(decoding: kept + bytes[position...], as: UTF8.self)),
            !rest.holdsSubevents
        else {
            return nil
        }
        let isWrittenApart = zip(children("exclusion"), rest.children("exclusion")).allSatisfy { exclusion, date in
            guard exclusion.child("subevent") != nil else { return true }
            return date.withTrimmedBytes { KolabTimeText($0) }.map { days.contains($0.time.date) } ?? false
        }
        return isWrittenApart ? rest : nil
    }

    /// Whether it is, or holds, a subevent.
    fileprivate var holdsSubevents: Bool { localName == "subevent" || children.contains { $0.holdsSubevents } }
}
