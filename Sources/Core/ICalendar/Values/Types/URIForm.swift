internal import Bytes
package import CalendarDiagnostics

/// URI: a scheme, a colon, and what the scheme defines (RFC 5545 §3.3.13).
package enum URIForm: ValueForm {
    package static var rendering: ValueRendering { .uri }
    package static var isComputed: Bool { false }
    package static var fault: RuleID { "value-uri" }

    package static func matches(_ text: Span<UInt8>) -> Bool { hasScheme(text) }

    package static func canonical(_ raw: String, hasWords: Bool) -> String {
        guard let colon = raw.firstIndex(of: ":") else { return raw }
        return raw[..<colon].lowercased() + raw[colon...]
    }

    /// A letter, then letters, digits, `+`, `-` or `.`, then a colon (RFC 3986 §3.1).
    package static func hasScheme(_ text: Span<UInt8>) -> Bool {
        for index in text.indices {
            let byte = text[index]
            if byte == .colon { return index > 0 }
            let isOther = byte.isDigit || byte == UInt8(ascii: "+") || byte == .hyphen || byte == .period
            guard byte.isLetter || index > 0 && isOther else { return false }
        }
        return false
    }
}

/// CAL-ADDRESS: the URI of a calendar user, as a rule `mailto:` (RFC 5545 §3.3.3).
package enum CalendarAddressForm: ValueForm {
    package static var rendering: ValueRendering { .address }
    package static var isComputed: Bool { false }
    package static var fault: RuleID { "value-calendar-address" }

    package static func matches(_ text: Span<UInt8>) -> Bool { URIForm.hasScheme(text) }

    package static func canonical(_ raw: String, hasWords: Bool) -> String {
        URIForm.canonical(raw, hasWords: hasWords)
    }
}

/// XML-REFERENCE: a URI with a pointer into an XML document (RFC 9253 §7).
package enum XMLReferenceForm: ValueForm {
    package static var rendering: ValueRendering { .verbatim }
    package static var isComputed: Bool { false }

    package static func matches(_ text: Span<UInt8>) -> Bool { URIForm.hasScheme(text) }
}
