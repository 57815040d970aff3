internal import CalendarModel
internal import Kolab
internal import KolabMail
internal import XMLSupport

/// Makes the subevent of a detached exception from the text of its object.
///
/// Elements are copied unchanged, so nothing in them is lost; those that the series has in the same words are omitted,
/// and those that only the series has are written empty.
struct SubeventText {
    let master: ObjectText
    let exception: ObjectText
    /// The day of the occurrence, as `YYYY-MM-DD`.
    let day: String

    /// What a subevent may not hold, or holds only for the object it was (kolab.md 2.2).
    private static let excluded: Set<String> = ["uid", "recurrence", "product-id"]
    /// The elements that are always written: dates of creation and change, and both times.
    private static let required: Set<String> = [
        "creation-date", "last-modification-date", "start-date", "end-date", "due-date",
    ]

    /// The subevent; nil if the texts cannot be mixed.
    ///
    /// - Parameters:
    ///   - edits: changes of the exception's text, such as its zones.
    ///   - isASCII: whether the part can hold ASCII only.
    func bytes(applying edits: [ByteEdit], isASCII: Bool) -> [UInt8]? {
        guard exception.kind == master.kind, exception.isUTF8 else { return nil }
        var pieces: [[UInt8]] = []
        var names: Set<String> = []
        for element in exception.outline.children(of: exception.outline.root) {
            let name = exception.outline.localName(of: element)
            names.insert(name)
            guard !Self.excluded.contains(name), !isOwnSlot(element) else { continue }
            guard Self.required.contains(name) || !isSame(name) else { continue }
            let inside = edits.filter {
                element.range.lowerBound <= $0.range.lowerBound && $0.range.upperBound <= element.range.upperBound
            }
            let moved = inside.map { edit in
                let start = edit.range.lowerBound - element.range.lowerBound
                return ByteEdit(start..<start + edit.range.count, edit.replacement)
            }
            pieces.append(Array(exception.bytes[element.range]).applying(moved))
        }
        for name in master.kind.inheritedElements.sorted() where !names.contains(name) {
            guard let element = master.element(name), !element.content.isEmpty else { continue }
            pieces.append(Array("<\(name)></\(name)>".utf8))
        }
        if uid(exception) != uid(master), uid(exception) != "\(uid(master))-\(compactDay)" { pieces.append(formerUID) }
        beginWithLetter(&pieces)
        let lineEnd = Array(master.lineEnd.utf8)
        var bytes = Array("<subevent>".utf8)
        for piece in pieces { bytes += lineEnd + Array("   ".utf8) + normalised(piece, lineEnd) }
        bytes += lineEnd + Array("  </subevent>".utf8)
        guard !bytes.containsCharacterData else { return nil }
        return isASCII || !master.isUTF8 ? bytes.asASCII : bytes
    }

    /// Where the former UID is kept, as the calendar model keeps it.
    static let formerUIDKey = "X-KALENDS-FORMER-UID"

    private var formerUID: [UInt8] {
        let uid = exception.element("uid").map { Array(exception.bytes[$0.content]) } ?? []
        let value = uid.flatMap { $0 == UInt8(ascii: "\"") ? Array("&quot;".utf8) : [$0] }
        return Array("<x-custom key=\"\(Self.formerUIDKey)\" value=\"".utf8) + value + Array("\"/>".utf8)
    }

    private var compactDay: String { day.filter { $0 != "-" } }

    /// Puts a piece first whose text begins with no digit: readers of 2.0 that take the texts of an exclusion together find
    /// its day only then (kolab.md 2.4).
    private func beginWithLetter(_ pieces: inout [[UInt8]]) {
        let saysNoDay = { (piece: [UInt8]) in piece.firstScalarOfText.map { $0.properties.numericType == nil } ?? false
        }
        if let first = pieces.firstIndex(where: saysNoDay) {
            return pieces.insert(pieces.remove(at: first), at: 0)
        }
        for name in ["sensitivity", "summary", "location", "body", "show-time-as", "categories"] {
            guard let element = exception.element(name) else { continue }
            let piece = Array(exception.bytes[element.range])
            if saysNoDay(piece) { return pieces.insert(piece, at: 0) }
        }
        pieces.insert(Array("<sensitivity>public</sensitivity>".utf8), at: 0)
    }

    /// What a conversion kept of the exception beyond its elements, as entries of its day in the series' object; times
    /// are in the subevent.
    func keptEntries(ofDay day: String, isASCII: Bool) -> [UInt8] {
        var entries: [UInt8] = []
        var number = 0
        for element in exception.elements("x-custom") {
            guard let key = exception.outline.attribute("key", of: element),
                let value = exception.outline.attribute("value", of: element),
                exception.outline.text(key.value).hasPrefix("X-KALENDS-ITEM-")
            else { continue }
            let text = Array(exception.bytes[value.value])
            guard !Self.times.contains(where: { text.starts(with: $0.utf8) }) else { continue }
            number += 1
            let quote = text.flatMap { $0 == UInt8(ascii: "\"") ? Array("&quot;".utf8) : [$0] }
            entries +=
                Array(" <x-custom key=\"X-KALENDS-OVERRIDE-\(compactDay)-\(number)\" value=\"".utf8) + quote
                + Array("\"/>\(master.lineEnd)".utf8)
        }
        return isASCII || !master.isUTF8 ? entries.asASCII : entries
    }

    private static let times = ["DTSTART", "DTEND", "DUE"]

    private func uid(_ text: ObjectText) -> String {
        text.element("uid").map { text.outline.text(text.outline.firstText(of: $0)) } ?? ""
    }

    /// Whether both objects have the elements of a name in the same words.
    private func isSame(_ name: String) -> Bool {
        master.elements(name).map { Array(master.bytes[$0.range]) }
            == exception.elements(name).map { Array(exception.bytes[$0.range]) }
    }

    /// Whether an element is one in which this package keeps what Kolab cannot hold; it spoke for the object that ends.
    private func isOwnSlot(_ element: XMLOutline.Element) -> Bool {
        guard exception.outline.localName(of: element) == "x-custom",
            let key = exception.outline.attribute("key", of: element)
        else { return false }
        return exception.outline.text(key.value).hasPrefix("X-KALENDS-")
    }

    /// Line ends as the document around has them; no line begins like a message of an mbox file.
    private func normalised(_ piece: [UInt8], _ lineEnd: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for (index, byte) in piece.enumerated() {
            if byte == 0x0D, index + 1 < piece.count, piece[index + 1] == 0x0A { continue }
            if byte == 0x0A {
                result += lineEnd
            } else if byte == UInt8(ascii: "F"), result.last == 0x0A, piece[index...].starts(with: "From ".utf8) {
                result += Array("&#70;".utf8)
            } else {
                result.append(byte)
            }
        }
        return result
    }
}

extension [UInt8] {
    /// Whether it contains a CDATA section, in which references would not be resolved.
    fileprivate var containsCharacterData: Bool {
        String(decoding: self, as: UTF8.self).contains("<![CDATA[")
    }

    /// UTF-8 with character references for all that is not ASCII; only text and attribute values may hold such.
    fileprivate var asASCII: [UInt8] {
        String(decoding: self, as: UTF8.self).unicodeScalars.flatMap { scalar in
            scalar.isASCII ? [UInt8(scalar.value)] : Array("&#\(scalar.value);".utf8)
        }
    }
}
