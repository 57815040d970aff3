internal import Bytes
internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import Kolab
internal import KolabMail
internal import TimeZones
internal import XMLSupport

/// The changes that make a 2.1 object a 2.0 object, and the objects that its subevents become.
struct ObjectDowngrade {
    private(set) var edits: [ByteEdit] = []
    private(set) var findings: [Diagnostic] = []
    /// The objects of the subevents.
    private(set) var detached: [KolabDocument] = []
    /// Whether something of 2.1 cannot be expressed in 2.0, so that the object stays unchanged.
    private(set) var isRefused = false

    private let text: ObjectText

    init(_ text: ObjectText, saying series: Series, directory: ZoneDirectory) {
        self.text = text
        guard let master = series.master else { return }
        removeZones(master, directory)
        removeSubevents(series, directory)
        if isRefused { (edits, detached) = ([], []) }
        guard !isRefused, let attribute = text.outline.attribute("version", of: text.outline.root) else { return }
        if text.outline.text(attribute.value) != "1.0", !edits.isEmpty || text.outline.text(attribute.value) == "1.1",
            let edit = text.settingVersion("1.0")
        {
            edits.append(edit)
        }
    }
}

extension ObjectDowngrade {
    private mutating func removeZones(_ item: CalendarItem, _ directory: ZoneDirectory) {
        var hasReported = false
        for (element, value) in text.zonedTimes(of: item) {
            guard let attribute = text.outline.attribute("tz", of: element) else { continue }
            if case .zoned(let local, let name) = value {
                guard let zone = KnownZone(name, in: directory), let instant = zone.rules.instant(of: local) else {
                    findings.append(Diagnostic("zone-not-in-database", name))
                    isRefused = true
                    return
                }
                guard let time = CivilDateTime(writable: instant) else {
                    findings.append(
                        Diagnostic("time-not-writable", "\(text.outline.localName(of: element)) in UTC")
                    )
                    isRefused = true
                    return
                }
                edits.append(ByteEdit(text.outline.firstText(of: element), "\(time)Z"))
                if !hasReported, let check = ScheduleCheck(item, in: zone, startingAt: instant) {
                    hasReported = true
                    findings += check.findings(against: "occurrences-move-against-clock")
                }
            } else if case .utc(let time) = value {
                let place = text.outline.firstText(of: element)
                if text.outline.text(place) != "\(time)Z" { edits.append(ByteEdit(place, "\(time)Z")) }
            }
            edits.append(ByteEdit(attribute.range, []))
        }
    }

    private mutating func removeSubevents(_ series: Series, _ directory: ZoneDirectory) {
        let exclusions = text.exclusions.filter { !text.outline.children(of: $0.element, named: "subevent").isEmpty }
        let subevents = text.outline.elements.count { text.outline.localName(of: $0) == "subevent" }
        guard subevents == exclusions.count else {
            return refuse("a subevent outside of an exclusion, or a second one in it")
        }
        guard !exclusions.isEmpty else { return }
        for (element, day) in exclusions {
            guard let edit = removingSubevent(of: element) else {
                return refuse("exclusion \(day) contains more than a subevent")
            }
            edits.append(edit)
            findings.append(Diagnostic("subevent-detached", day))
        }
        var options = KolabWritingOptions(zones: directory)
        options.additionalDatesExist = true
        var losses: [Loss] = []
        let writer = KolabWriter(version: .v2_0, options: options)
        let days = Set(exclusions.map(\.day))
        // Occurrences that the slot alone knows stay there.
        let overrides = series.overrides.filter {
            days.contains($0.recurrenceID?.time.date.description ?? "") && $0.status != .cancelled
        }
        guard let documents = try? writer.write(series, losses: &losses), documents.count == overrides.count + 1,
            exclusions.count == overrides.count
        else { return refuse("a subevent has no separate object") }
        // What 2.0 cannot contain leaves the object unchanged.
        if let loss = losses.first(where: { $0.action == .dropped }) {
            return refuse("\(loss.property): \(loss.detail)")
        }
        detached = zip(overrides, documents.dropFirst()).map { restoringUID(of: $1, from: $0) }
        for day in days { removeEntries(ofDay: day) }
    }

    private mutating func refuse(_ detail: String) {
        isRefused = true
        findings.append(Diagnostic("not-verified", detail))
    }

    /// Takes the subevent out of an exclusion; nil if something else is left that an exclusion of 2.0 does not hold.
    private func removingSubevent(of exclusion: XMLOutline.Element) -> ByteEdit? {
        let children = text.outline.children(of: exclusion)
        guard children.count == 1 else { return nil }
        let date = text.dateText(of: exclusion)
        let outside = [
            exclusion.content.lowerBound..<children[0].range.lowerBound,
            children[0].range.upperBound..<exclusion.content.upperBound,
        ]
        let rest = outside.flatMap { text.bytes[$0].withoutComments.filter { $0 > 0x20 } }
        guard exclusion.attributes.isEmpty, rest == text.bytes[date].filter({ $0 > 0x20 }) else { return nil }
        return ByteEdit(exclusion.content, Array(text.bytes[date]))
    }

    /// Removes what a conversion kept of a subevent that becomes an object: that holds it now.
    private mutating func removeEntries(ofDay day: String) {
        let prefix = "X-KALENDS-OVERRIDE-\(day.filter { $0 != "-" })-"
        for element in text.elements("x-custom") {
            guard let key = text.outline.attribute("key", of: element), text.outline.text(key.value).hasPrefix(prefix)
            else { continue }
            edits.append(ByteEdit(element.range, []))
        }
    }

    /// The object under the UID that it had before it was joined.
    private func restoringUID(of document: KolabDocument, from override: CalendarItem) -> KolabDocument {
        guard let former = override.formerUID, let text = ObjectText(document.bytes), let uid = text.element("uid")
        else {
            return document
        }
        var edits = [ByteEdit(uid.content, former.escapedForXMLAttribute)]
        for element in text.elements("x-custom") {
            guard let key = text.outline.attribute("key", of: element),
                text.outline.text(key.value) == SubeventText.formerUIDKey
            else { continue }
            edits.append(ByteEdit(element.range, []))
        }
        var document = document
        document.uid = former
        document.bytes = document.bytes.applying(edits)
        return document
    }
}

extension ArraySlice<UInt8> {
    /// XML without its comments.
    fileprivate var withoutComments: [UInt8] {
        var kept: [UInt8] = []
        var index = startIndex
        while index < endIndex {
            if self[index...].starts(with: "<!--".utf8) {
                while index < endIndex, !self[index...].starts(with: "-->".utf8) { index += 1 }
                index = Swift.min(index + 3, endIndex)
            } else {
                kept.append(self[index])
                index += 1
            }
        }
        return kept
    }
}

extension CalendarItem {
    /// The UID that an exception had before it was joined.
    fileprivate var formerUID: String? {
        for fragment in preserved.elements where fragment.contains(SubeventText.formerUIDKey) {
            guard let outline = XMLOutline(of: Array(fragment.utf8)),
                let value = outline.attribute("value", of: outline.root)
            else { continue }
            return outline.text(value.value).resolvingXMLReferences
        }
        return nil
    }
}
