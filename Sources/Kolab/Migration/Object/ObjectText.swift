internal import CalendarModel
internal import Kolab
internal import KolabMail
internal import XMLSupport

/// The text of one Kolab object together with its content, for changes that leave every other byte alone.
struct ObjectText: Sendable {
    let outline: XMLOutline
    let kind: KolabDocument.Kind

    /// The text of an event or task; nil for anything else, and for encodings that ASCII cannot be inserted in.
    init?(_ bytes: [UInt8]) {
        guard let outline = XMLOutline(of: bytes),
            let kind = KolabDocument.Kind(rawValue: outline.localName(of: outline.root).lowercased()), kind != .journal
        else { return nil }
        self.outline = outline
        self.kind = kind
    }

    var bytes: [UInt8] { outline.bytes }

    /// The elements directly below the root with a name.
    func elements(_ name: String) -> [XMLOutline.Element] { outline.children(of: outline.root, named: name) }

    /// The first element directly below the root with a name: the one that readers go by.
    func element(_ name: String) -> XMLOutline.Element? { elements(name).first }

    /// The times that have a zone in Kolab 2.1, with the object's values of them.
    func zonedTimes(of item: CalendarItem) -> [(element: XMLOutline.Element, value: EventTime?)] {
        [("start-date", item.start), ("end-date", kind == .event ? item.end : nil), ("due-date", item.due)]
            .compactMap { name, value in element(name).map { ($0, value) } }
    }

    /// The exclusions of the recurrence, with their dates as texts.
    var exclusions: [(element: XMLOutline.Element, day: String)] {
        guard let recurrence = element("recurrence") else { return [] }
        return outline.children(of: recurrence, named: "exclusion").map { exclusion in
            (exclusion, String(outline.text(dateText(of: exclusion)).prefix(10)))
        }
    }

    /// The date of an exclusion, which may be before or after its subevents: the first text outside of them that is
    /// more than white space; empty where there is none.
    func dateText(of exclusion: XMLOutline.Element) -> Range<Int> {
        var start = exclusion.content.lowerBound
        let ends = outline.children(of: exclusion).map(\.range)
        for (end, next) in ends.map({ ($0.lowerBound, $0.upperBound) }) + [
            (exclusion.content.upperBound, exclusion.content.upperBound)
        ] {
            if let text = firstText(in: start..<end) { return text }
            start = next
        }
        return exclusion.content.lowerBound..<exclusion.content.lowerBound
    }

    /// The first stretch of text between tags, without white space at its ends; comments are not text.
    private func firstText(in range: Range<Int>) -> Range<Int>? {
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == UInt8(ascii: "<") {
                let end: [UInt8] = Array((bytes[index...].starts(with: "<!--".utf8) ? "-->" : ">").utf8)
                while index < range.upperBound, !bytes[index...].starts(with: end) { index += 1 }
                index += end.count
            } else if bytes[index] <= 0x20 {
                index += 1
            } else {
                var end = bytes[index..<range.upperBound].firstIndex(of: UInt8(ascii: "<")) ?? range.upperBound
                while bytes[end - 1] <= 0x20 { end -= 1 }
                return index..<end
            }
        }
        return nil
    }

    /// How the lines of the document end.
    var lineEnd: String { bytes.contains(0x0D) ? "\r\n" : "\n" }

    /// Whether the text is UTF-8, by its declaration and its bytes.
    var isUTF8: Bool {
        let head = String(decoding: bytes.prefix(200), as: UTF8.self).lowercased()
        let declaration = head.hasPrefix("<?xml") ? head.prefix { $0 != ">" } : ""
        let declaresOther =
            declaration.contains("encoding") && !declaration.contains("utf-8") && !declaration.contains("utf8")
        return !declaresOther && String(validating: bytes, as: UTF8.self) != nil
    }

    /// The change of the root's version attribute; nil if it has that value already.
    func settingVersion(_ version: String) -> ByteEdit? {
        guard let attribute = outline.attribute("version", of: outline.root) else {
            return version == "1.0" ? nil : ByteEdit(attributePlace(of: outline.root), " version=\"\(version)\"")
        }
        return outline.text(attribute.value) == version ? nil : ByteEdit(attribute.value, version)
    }

    /// The place for a new attribute of `element`.
    func attributePlace(of element: XMLOutline.Element) -> Range<Int> {
        let place = element.attributes.last?.range.upperBound ?? element.name.upperBound
        return place..<place
    }
}
