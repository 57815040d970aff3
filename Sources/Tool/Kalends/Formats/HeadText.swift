/// The first bytes of an input, examined without parsing; the case of letters does not count.
struct HeadText {
    /// The bytes as they are.
    let raw: [UInt8]
    /// Whether a calendar has to begin right here, no other lines before it.
    private(set) var isBare = false
    private let bytes: [UInt8]
    /// Where the first byte is that is not a blank or byte order mark.
    private let start: Int
    /// The name of the first element without its prefix; nil if this is not XML.
    private(set) var rootName: String?
    private var rootStart: Int

    init(_ head: [UInt8]) {
        raw = head
        // UTF-16 text has a NUL next to each ASCII character; dropping them leaves the markup readable.
        let isWide = head.count > 3 && (head[0] == 0xFF && head[1] == 0xFE || head[0] == 0xFE && head[1] == 0xFF)
        bytes = isWide ? head.dropFirst(2).filter { $0 != 0 } : head
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while start < bytes.count, bytes[start] <= 0x20 { start += 1 }
        self.start = start
        rootStart = start
        if isXML { findRoot() }
    }

    /// The same bytes, where a calendar has to begin with the first.
    var bare: HeadText {
        var head = self
        head.isBare = true
        return head
    }
}

// MARK: - Text

extension HeadText {
    /// Whether it begins neither XML nor an array of JSON.
    var isText: Bool { !isXML && !isJCal }

    /// Whether an array begins with the name of a component, or with another array that does.
    var isJCal: Bool { isFirst(UInt8(ascii: "[")) && bytes.hasText("\"v", at: startInArrays) }

    /// Whether it begins like a vCard, a jCard (RFC 7095) or an xCard (RFC 6351).
    var isContactCard: Bool {
        if bytes.hasText("begin:vcard", at: start) { return true }
        if isFirst(UInt8(ascii: "[")) { return bytes.hasText("\"vcard\"", at: startInArrays) }
        return isXML && contains("urn:ietf:params:xml:ns:vcard-4.0")
    }

    private func isFirst(_ byte: UInt8) -> Bool { start < bytes.count && bytes[start] == byte }

    /// Where the content of the arrays is that it begins with.
    private var startInArrays: Int {
        bytes[start...].firstIndex { $0 != UInt8(ascii: "[") && $0 > 0x20 } ?? bytes.count
    }

    /// Whether a line begins a component, whatever lines precede it.
    var beginsCalendar: Bool {
        if isBare { return bytes.hasText("begin:v", at: start) && !isContactCard }
        var place = start
        while let end = bytes.end(of: "begin:v", from: place) {
            let begin = end - "begin:v".utf8.count
            if begin == start || bytes[begin - 1] == 0x0A || bytes[begin - 1] == 0x0D {
                return !bytes.hasText("begin:vcard", at: begin)
            }
            place = end
        }
        return false
    }

    /// The value of the first VERSION.
    var calendarVersion: String? {
        guard let end = bytes.end(of: "\nversion:", from: start) ?? bytes.end(of: "\rversion:", from: start) else {
            return nil
        }
        let value = bytes[end...].prefix { $0 != 0x0A && $0 != 0x0D }.filter { $0 > 0x20 }
        return String(decoding: value, as: UTF8.self)
    }
}

// MARK: - XML

extension HeadText {
    var isXML: Bool { isFirst(UInt8(ascii: "<")) }

    /// Whether some text in lower case occurs, of XML within the first element.
    func contains(_ text: String) -> Bool { bytes.end(of: text, from: rootStart) != nil }

    /// Finds the first element, comments and declarations skipped.
    private mutating func findRoot() {
        var index = start
        while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")), open + 1 < bytes.count {
            let next = bytes[open + 1]
            if next == UInt8(ascii: "?") || next == UInt8(ascii: "!") {
                let mark = bytes.hasText("<!--", at: open) ? "-->" : ">"
                guard let end = bytes.end(of: mark, from: open + 2) else { return }
                index = end
                continue
            }
            rootStart = open + 1
            let name = bytes[rootStart...].prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
            let local = name.split(separator: UInt8(ascii: ":")).last ?? []
            rootName = String(decoding: local.map(\.inLowerCase), as: UTF8.self)
            return
        }
    }
}

extension UInt8 {
    @inline(__always) fileprivate var inLowerCase: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
    fileprivate var isLetterInLowerCase: Bool { self &- 0x61 < 26 }
}

extension [UInt8] {
    /// Whether some text, given in lower case, is at an index.
    fileprivate func hasText(_ text: String, at index: Int) -> Bool { span.hasText(Array(text.utf8), at: index) }

    /// Where some text, given in lower case, ends that begins at `start` or later; nil if it does not occur.
    ///
    /// Most such texts have a rare mark that is not a letter; it is searched for.
    fileprivate func end(of text: String, from start: Int) -> Int? {
        let bytes = span
        let wanted = Array(text.utf8)
        guard let anchor = wanted.lastIndex(where: { !$0.isLetterInLowerCase }) else { return nil }
        let (mark, behind) = (wanted[anchor], wanted.count - anchor)
        var index = start + anchor
        while index + behind <= bytes.count {
            if bytes[index] == mark, bytes.hasText(wanted, at: index - anchor) { return index + behind }
            index += 1
        }
        return nil
    }
}

extension Span<UInt8> {
    /// Whether some text, given in lower case, is at an index.
    fileprivate func hasText(_ text: [UInt8], at index: Int) -> Bool {
        guard index + text.count <= count else { return false }
        var place = 0
        while place < text.count, self[index + place].inLowerCase == text[place] { place += 1 }
        return place == text.count
    }
}
