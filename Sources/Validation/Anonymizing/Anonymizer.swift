public import CalendarDiagnostics
internal import ICalendar

/// Makes a calendar shareable: names, places, texts and addresses become letters without meaning, everything that
/// programs reckon with stays.
///
/// Every letter gives a letter and every digit a digit, in their places and of their case, so that lines, folds, escapes and
/// findings stay as they are; equal values give equal ones, so that UIDs still belong together.
public struct Anonymizer: Sendable {
    /// An anonymizer.
    public init() {}

    /// The same iCalendar text without anything personal.
    ///
    /// - Throws: ``ReadError`` if the text is no calendar.
    public func anonymize(iCalendar bytes: [UInt8]) throws(ReadError) -> [UInt8] {
        var ignored = Diagnostics(losses: .none)
        let tree = try ICalendarReader().read(bytes, diagnostics: &ignored)
        var text = AnonymousText(bytes, escape: .backslash)
        for (index, line) in tree.lines.enumerated() {
            switch line.kind {
            case .malformed where !line.flags.contains(.isSynthetic):
                // An END without its BEGIN is structure.
                if String(decoding: bytes[Int(line.start)..<Int(line.valueEnd)].prefix(4), as: UTF8.self).uppercased() != "END:" {
                    text.replace(Int(line.start)..<Int(line.valueEnd))
                }
            case .property: anonymize(Property(tree: tree, index: index), in: &text)
            default: break
            }
        }
        return text.bytes
    }

    private func anonymize(_ property: Property, in text: inout AnonymousText) {
        let line = property.line
        for parameter in property.parameters where !Self.keptParameters.contains(parameter.nameText) {
            let range = Int(parameter.record.valueStart)..<Int(parameter.record.valueEnd)
            text.replace(text.behindScheme(range), escape: .caret)
        }
        let value = Int(line.valueStart)..<Int(line.valueEnd)
        if property.name == .geographicPosition {
            if property.pieces(dividedBy: .semicolon).allSatisfy({ abs(Double(String(decoding: $0, as: UTF8.self)) ?? 999) <= 90 }) {
                text.replaceDigits(value)
            }
            return
        }
        if property.nameText == "REQUEST-STATUS" {
            // The code stays; what is said about it can quote an address.
            guard let semicolon = text.bytes[value].firstIndex(of: .semicolon) else { return }
            return text.replace(semicolon..<value.upperBound)
        }
        if Self.keptProperties.contains(property.nameText) { return }
        switch property.valueType {
        case .text, .unknown, .uid, .binary, .xmlReference:
            let isQuotedPrintable = property.parameters.contains { parameter in
                parameter.nameText == "QUOTED-PRINTABLE" || parameter.value.uppercased() == "QUOTED-PRINTABLE"
            }
            if isQuotedPrintable { text.replaceQuotedPrintable(value) } else { text.replace(value) }
        case .uri, .calendarAddress: text.replace(text.behindScheme(value))
        default: break
        }
    }
}

extension Anonymizer {
    /// Properties whose texts are words of the standards, or names of zones and programs.
    static let keptProperties: Set<String> = [
        "CALSCALE", "METHOD", "PRODID", "VERSION", "CLASS", "STATUS", "TRANSP", "ACTION", "TZID", "TZNAME", "TZURL", "BUSYTYPE",
        "COLOR", "PARTICIPANT-TYPE", "RESOURCE-TYPE", "LOCATION-TYPE", "PROXIMITY", "X-WR-TIMEZONE",
        "X-MICROSOFT-CDO-BUSYSTATUS", "X-MICROSOFT-CDO-ALLDAYEVENT", "X-LIC-LOCATION", "TZID-ALIAS-OF",
    ]

    /// Parameters that say how a value is meant, not who or what it speaks of.
    static let keptParameters: Set<String> = [
        "CUTYPE", "ENCODING", "FMTTYPE", "FBTYPE", "LANGUAGE", "PARTSTAT", "RANGE", "RELATED", "RELTYPE", "ROLE", "RSVP", "TZID",
        "VALUE", "SCHEDULE-AGENT", "SCHEDULE-FORCE-SEND", "SCHEDULE-STATUS", "DISPLAY", "FEATURE", "SIZE", "ORDER", "SCHEMA",
        "DERIVED", "GAP", "LINKREL", "CHARSET",
    ]
}
