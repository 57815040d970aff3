/// A calendar address as legacy writers put it: with a scheme, without one, with a name around it, or a name alone.
struct LegacyAddress {
    /// The address of a person of whom only the name is known.
    static let missing = "invalid:nomail"

    /// The address as a URI.
    var uri: String
    /// The name that was next to or instead of the address.
    var name: String?
    var lacksScheme = false

    /// Reads a text without white space at its ends.
    init(_ text: String) {
        uri = text
        if Self.hasScheme(text) { return }
        if text.hasSuffix(">"), let open = text.lastIndex(of: "<") {
            let inner = String(text[text.index(after: open)...].dropLast())
            if inner.contains("@"), !inner.contains(" ") {
                let name = text[..<open].trimmingBlanks.trimmingQuotes
                self.name = name.isEmpty ? nil : name
                uri = Self.hasScheme(inner) ? inner : "mailto:\(inner)"
                lacksScheme = true
                return
            }
        }
        if text.contains("@"), !text.contains(" ") {
            uri = "mailto:\(text)"
            lacksScheme = true
            return
        }
        name = text
        uri = Self.missing
    }

    /// Whether a text begins with the scheme of a URI (RFC 3986 §3.1) and continues after it.
    static func hasScheme(_ text: String) -> Bool {
        let bytes = text.utf8
        // An empty address, or a blank before it, is an address too; before other text a colon may be a name's.
        if text.lowercased().hasPrefix("mailto:") { return true }
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon != bytes.startIndex else { return false }
        let behind = bytes.index(after: colon)
        guard behind != bytes.endIndex, bytes[behind] > 0x20 else { return false }
        var isFirst = true
        for byte in bytes[..<colon] {
            let isLetter = (byte | 0x20) &- 0x61 < 26
            let isMark = [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(byte) || byte &- 0x30 < 10
            guard isLetter || !isFirst && isMark else { return false }
            isFirst = false
        }
        return true
    }
}

extension Substring {
    /// Without blanks at the ends.
    fileprivate var trimmingBlanks: Substring {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return text
    }

    /// Without one pair of double quotes around it.
    fileprivate var trimmingQuotes: String {
        count >= 2 && first == "\"" && last == "\"" ? String(dropFirst().dropLast()) : String(self)
    }
}
