internal import CalendarModel
internal import ICalendar
internal import TimeZones
internal import XMLSupport

/// Writes an item again, to find out whether an object still means what its slot remembers.
struct WrittenForm {
    let version: KolabVersion
    let zones: CalendarZones
    /// The zone that the object's writer took unknown clocks to be in; nil for UTC.
    let timeZone: String?

    /// The UID of the object, which an item without one is stored under.
    let uid: String

    /// An item's document, with neither slot nor subevents; an override's exclusion if its master is given.
    ///
    /// - Parameters:
    ///   - changed: days that are excluded by subevents, and not by separate exclusions.
    ///   - weights: by which the pattern nearest to rules that Kolab cannot express was chosen.
    func bytes(
        of item: CalendarItem,
        in master: CalendarItem? = nil,
        changing changed: Set<CivilDate> = [],
        _ weights: NearestPattern.Weights = .current
    ) -> [UInt8] {
        var encoder = encoder
        if let master {
            if let occurrences = NominalOccurrences(of: master.withEnd, zones) {
                encoder.append(KolabObject.Subevent(item: item), changing: occurrences)
            }
            return encoder.xml.bytes
        }
        var object = KolabObject(item, zones: zones, weights)
        if object.item.uid.trimmingBlanks().isEmpty { object.item.uid = uid }
        object.exclusions.removeAll { changed.contains($0) }
        encoder.write(object)
        return encoder.xml.bytes
    }

    private var encoder: ObjectEncoder {
        var options = KolabWritingOptions(zones: zones.directory)
        options.timeZone = timeZone
        return ObjectEncoder(version: version, options: options, zones: zones)
    }
}

extension CalendarItem {
    /// Forgets the Kolab elements that the fields write word for word; one that occurred more often than the fields
    /// write it stays.
    ///
    /// - Parameters:
    ///   - written: the item's document or exclusion.
    ///   - original: the object or subevent that was read.
    mutating func forgetElements(saidIn written: [UInt8], of original: XMLElement) {
        guard !preserved.elements.isEmpty, let root = try? XMLElement(parsing: written.span) else { return }
        let said = root.child("subevent") ?? root
        let mapping = KolabMapping.of(kind)
        preserved.elements.removeAll { text in
            // No field writes an element that the format does not know.
            guard let element = XMLElement(fragment: text), mapping.index(of: element.localName) != nil else {
                return false
            }
            let count = said.children.count { $0 == element }
            return count > 0 && original.children.count { $0 == element } <= count
        }
    }
}
