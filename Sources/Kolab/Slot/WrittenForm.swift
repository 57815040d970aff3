internal import CalendarModel
internal import TimeZones
internal import TwoWayMapping
internal import XMLSupport

/// Writes an item again, to find out whether an object still says what its slot remembers.
struct WrittenForm {
    let version: KolabVersion
    let zones: CalendarZones
    /// The zone that the object's writer took unknown clocks to be in; nil for UTC.
    let timeZone: String?

    /// The UID of the object, which an item without one is stored under.
    let uid: String

    /// An item's document, with neither slot nor subevents; an override's exclusion if its master is given.
    func bytes(of item: CalendarItem, in master: CalendarItem? = nil) -> [UInt8] {
        var writing = writing
        if let master {
            writing.append(item, of: master)
            return writing.xml.bytes
        }
        var object = KolabObject(item, zones: zones)
        if object.item.uid.isEmpty { object.item.uid = uid }
        writing.write(object)
        return writing.xml.bytes
    }

    private var writing: KolabWriting {
        var options = KolabWritingOptions(zones: zones.directory)
        options.timeZone = timeZone
        return KolabWriting(version: version, options: options, zones: zones)
    }
}

extension CalendarItem {
    /// Forgets the Kolab elements that the fields say word for word.
    ///
    /// - Parameter written: the item's document or exclusion.
    mutating func forgetElements(saidIn written: [UInt8]) {
        guard !preserved.elements.isEmpty, let root = try? XMLElement(parsing: written.span) else { return }
        let said = root.child("subevent") ?? root
        let mapping = KolabMapping.of(kind)
        preserved.elements.removeAll { text in
            // No field says an element that the format does not know.
            guard let element = XMLElement(fragment: text), mapping.index(of: element.localName) != nil else { return false }
            return said.children.contains { $0 == element }
        }
    }
}
