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

    /// An item's document, with neither slot nor subevents.
    func bytes(of item: CalendarItem) -> [UInt8] {
        var writing = writing
        writing.write(KolabObject(item, zones: zones))
        return writing.xml.bytes
    }

    /// An override's exclusion.
    func bytes(of override: CalendarItem, in master: CalendarItem) -> [UInt8] {
        var writing = writing
        writing.append(override, of: master)
        return writing.xml.bytes
    }

    private var writing: KolabWriting {
        var options = KolabWritingOptions(zones: zones.directory)
        options.timeZone = timeZone
        return KolabWriting(version: version, options: options, zones: zones)
    }
}

extension CalendarItem {
    /// Whether `bytes` say what this item's object says, element by element: in the words of `present`, which is how the item
    /// is written, or in the object's own, where these say more than the item's fields.
    func isSaid(by bytes: [UInt8], orAsItStoodBy present: [UInt8]) -> Bool {
        if bytes == present { return true }
        guard !preserved.elements.isEmpty, let mine = try? XMLElement(parsing: bytes.span),
            let theirs = try? XMLElement(parsing: present.span)
        else { return false }
        let (said, expected) = (mine.child("subevent") ?? mine, theirs.child("subevent") ?? theirs)
        let own = preserved.elements.compactMap(XMLElement.init(fragment:))
        return Set((Array(said.children) + Array(expected.children)).map(\.localName)).allSatisfy { name in
            let elements = said.children(name)
            return elements == expected.children(name) || elements == own.filter { $0.localName == name }
        }
    }

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
