internal import CalendarDiagnostics
internal import ICalendar
internal import KolabMail

/// Finds out what an input is.
///
/// A format given by the user is taken; else the file's extension decides where it belongs to one format; else the first
/// bytes. Kolab and xCal both end in `.xml`, and mail messages begin with headers.
public enum FormatDetection {
    /// How many bytes of an input are read.
    public static let headSize = 4096

    /// The format of an input.
    ///
    /// - Parameters:
    ///   - name: the file's name; empty for standard input.
    ///   - head: its first ``headSize`` bytes, or all of them.
    ///   - isMessage: whether its place, such as a Maildir, shows that it is a mail message; its name may show it too.
    /// - Returns: nil if neither name nor content shows what it is.
    public static func format(name: String, head: [UInt8], isMessage: Bool = false) -> CalendarFormat? {
        let named = format(ofExtension: name)
        if isMessage || named == .message { return HeadText(head).bareFormat ?? .message }
        // An invitation by mail begins a calendar further down; so does a calendar that was saved with the header of its download.
        if named != .iCalendar, named != .vCalendar, MailMessage.looksLikeMessage(head) { return .message }
        let text = HeadText(head)
        if named == .vCalendar, text.beginsCalendar, text.calendarVersion == nil { return .vCalendar }
        return format(ofContent: head) ?? named
    }

    /// The format that an extension names; nil where several share it.
    public static func format(ofExtension name: String) -> CalendarFormat? {
        guard let dot = name.lastIndex(of: ".") else { return nil }
        return formatsByExtension[name[name.index(after: dot)...].lowercased()]
    }

    private static let formatsByExtension: [String: CalendarFormat] = {
        let pairs = FormatRegistry.rows.flatMap { row in row.extensions.map { ($0, [row.format.readingFormat]) } }
        return Dictionary(pairs) { Array(Set($0 + $1)) }.filter { $0.value.count == 1 }.mapValues { $0[0] }
    }()

    /// Whether a file's extension alone shows that it is a calendar; `json` does not, most of it is not a calendar.
    public static func isNamedAsCalendar(_ name: String) -> Bool {
        format(ofExtension: name) != nil && !name.lowercased().hasSuffix(".json")
    }

    /// What an input is whose first bytes show no format.
    public static func refusal(of head: [UInt8]) -> ReadError.Reason {
        let isMarked = head.starts(with: [0xEF, 0xBB, 0xBF])
        let content = head.dropFirst(isMarked ? 3 : 0).drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        if content.isEmpty { return .empty }
        let text = String(decoding: content.prefix(15), as: UTF8.self).lowercased()
        if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") {
            return .wrongFormat("an HTML page, not a calendar")
        }
        if HeadText(head).isContactCard { return .wrongFormat(ContactCards.text) }
        if head.contains(0) { return .wrongFormat("binary data, not a calendar") }
        return .wrongFormat("of no known format: neither iCalendar text, xCal, jCal, Kolab XML nor a mail message")
    }

    /// The format that the first bytes show.
    public static func format(ofContent head: [UInt8]) -> CalendarFormat? {
        let text = HeadText(head)
        if text.isXML { return text.xmlFormat }
        if text.isJCal { return .jCal }
        if text.beginsCalendar { return text.calendarVersion == "1.0" ? .vCalendar : .iCalendar }
        return MailMessage.looksLikeMessage(head) ? .message : nil
    }
}

/// The first bytes of an input, examined without parsing; the case of letters does not count.
private struct HeadText {
    private let bytes: [UInt8]
    /// Where the first byte is that is not a blank or byte order mark.
    private let start: Int

    init(_ head: [UInt8]) {
        // UTF-16 text has a NUL next to each ASCII character; dropping them leaves the markup readable.
        let isWide = head.count > 3 && (head[0] == 0xFF && head[1] == 0xFE || head[0] == 0xFE && head[1] == 0xFF)
        bytes = isWide ? head.dropFirst(2).filter { $0 != 0 } : head
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while start < bytes.count, bytes[start] <= 0x20 { start += 1 }
        self.start = start
    }

    /// The format of a calendar or object that begins right here, no header before it.
    var bareFormat: CalendarFormat? {
        if isXML { return xmlFormat }
        if isJCal { return .jCal }
        guard bytes.hasText("begin:v", at: start), !isContactCard else { return nil }
        return calendarVersion == "1.0" ? .vCalendar : .iCalendar
    }

    /// The value of the first VERSION.
    var calendarVersion: String? {
        guard let end = bytes.end(of: "\nversion:", from: start) ?? bytes.end(of: "\rversion:", from: start) else {
            return nil
        }
        let value = bytes[end...].prefix { $0 != 0x0A && $0 != 0x0D }.filter { $0 > 0x20 }
        return String(decoding: value, as: UTF8.self)
    }

    var isXML: Bool { isFirst(UInt8(ascii: "<")) }

    /// Whether an array begins with the name of a component, or with another array that does.
    var isJCal: Bool { isFirst(UInt8(ascii: "[")) && bytes.hasText("\"v", at: startInArrays) }

    /// Whether it begins like a vCard, a jCard (RFC 7095) or an xCard (RFC 6351).
    var isContactCard: Bool {
        if bytes.hasText("begin:vcard", at: start) { return true }
        if isFirst(UInt8(ascii: "[")) { return bytes.hasText("\"vcard\"", at: startInArrays) }
        return isXML && bytes.end(of: "urn:ietf:params:xml:ns:vcard-4.0", from: start) != nil
    }

    private func isFirst(_ byte: UInt8) -> Bool { start < bytes.count && bytes[start] == byte }

    /// Where the content of the arrays is that it begins with.
    private var startInArrays: Int {
        bytes[start...].firstIndex { $0 != UInt8(ascii: "[") && $0 > 0x20 } ?? bytes.count
    }

    /// Whether a line begins a component, whatever lines precede it.
    var beginsCalendar: Bool {
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

    /// What the first element is, comments and declarations skipped.
    var xmlFormat: CalendarFormat? {
        var index = start
        while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")), open + 1 < bytes.count {
            let next = bytes[open + 1]
            if next == UInt8(ascii: "?") || next == UInt8(ascii: "!") {
                let mark = bytes.hasText("<!--", at: open) ? "-->" : ">"
                guard let end = bytes.end(of: mark, from: open + 2) else { return nil }
                index = end
                continue
            }
            return format(ofElementAt: open + 1)
        }
        return nil
    }

    private func format(ofElementAt start: Int) -> CalendarFormat? {
        let name = bytes[start...].prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
        let local = name.split(separator: UInt8(ascii: ":")).last ?? []
        func contains(_ text: String) -> Bool { bytes.end(of: text, from: start) != nil }
        switch String(decoding: local.map(\.inLowerCase), as: UTF8.self) {
        case "event", "task", "journal":
            return contains(" tz=") || contains("<subevent") ? .kolab21 : .kolab20
        case "html": return nil
        case "icalendar", "vcalendar": return .xCal
        default:
            // A foreign wrapper, or a lone component, of xCal.
            return contains("urn:ietf:params:xml:ns:icalendar-2.0") || contains("urn:ietf:params:xml:ns:xcal")
                ? .xCal : nil
        }
    }
}

extension UInt8 {
    @inline(__always) fileprivate var inLowerCase: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}

extension [UInt8] {
    /// Whether some text, given in lower case, is at an index.
    fileprivate func hasText(_ text: String, at index: Int) -> Bool { span.hasText(Array(text.utf8), at: index) }

    /// Where some text, given in lower case, ends that begins at `start` or later; nil if it does not occur.
    ///
    /// The last byte at a place gives the distance to the next possible place (R. N. Horspool, 1980).
    fileprivate func end(of text: String, from start: Int) -> Int? {
        let bytes = span
        let wanted = Array(text.utf8)
        let length = wanted.count
        var steps = [Int](repeating: length, count: 256)
        for (index, byte) in wanted.dropLast().enumerated() { steps[Int(byte)] = length - 1 - index }
        var index = start
        while index + length <= bytes.count {
            let last = bytes[index + length - 1].inLowerCase
            if last == wanted[length - 1], bytes.hasText(wanted, at: index) { return index + length }
            index += steps[Int(last)]
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
