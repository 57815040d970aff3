public import CalendarDiagnostics
internal import ICalendar
internal import XMLSupport

extension Anonymizer {
    /// The same xCal document or Kolab object without anything personal.
    ///
    /// - Throws: ``ReadError`` if the document is not well-formed, or in an encoding that is not one of bytes like ASCII.
    public func anonymize(xml bytes: [UInt8]) throws(ReadError) -> [UInt8] {
        var ignored = Diagnostics(losses: .none)
        var reader = XMLEventReader(limits: XMLLimits())
        let root = try reader.readTree(bytes.span, reporting: &ignored)
        guard !bytes.prefix(64).contains(0) else { throw ReadError(.wrongFormat("XML in UTF-16 or UTF-32")) }
        let isXCal = root.localName.lowercased() == "icalendar"
        var text = AnonymousText(bytes, escape: .entity)
        for run in MarkupRuns(bytes).runs {
            switch run.kind {
            case .comment: text.replace(run.range)
            case .attribute(let name):
                let isKept = isXCal
                    ? Self.keptParameters.contains(name.uppercased()) || Self.keptProperties.contains(name.uppercased())
                    : Self.keptKolabAttributes.contains(name)
                if !isKept, !name.hasPrefix("xml") { text.replace(text.behindScheme(run.range)) }
            case .text:
                let content = trimmed(run.range, bytes)
                if content.isEmpty { continue }
                if !isXCal {
                    if !Self.keptKolabElements.contains(where: run.elements.contains) { text.replace(content) }
                } else {
                    anonymize(content, in: run.elements, &text)
                }
            }
        }
        return text.bytes
    }

    /// The text of an xCal property or parameter, of whatever dialect.
    private func anonymize(_ range: Range<Int>, in elements: [String], _ text: inout AnonymousText) {
        if let index = elements.lastIndex(of: "parameters"), index + 1 < elements.count {
            if !Self.keptParameters.contains(elements[index + 1].uppercased()) { text.replace(text.behindScheme(range)) }
            return
        }
        // In RFC 6321 the property holds an element for the type, in the other dialects its value.
        let holder = elements.lastIndex(of: "properties").map { $0 + 1 } ?? elements.count - 1
        guard holder < elements.count else { return }
        let property = elements[holder].uppercased()
        if property == "GEO" { return text.replaceDigits(range) }
        if Self.keptProperties.contains(property) { return }
        let kind = holder + 1 < elements.count ? elements[holder + 1] : Name(known: property).flatMap(Self.writtenType) ?? "unknown"
        if !Self.keptTypes.contains(kind) { text.replace(text.behindScheme(range)) }
    }

    private static func writtenType(of property: Name) -> String? {
        AllowedNames.shared.defaultValue(of: property)?.type.rawValue.lowercased()
    }

    private func trimmed(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
        func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
        guard let first = range.first(where: { !isBlank(bytes[$0]) }), let last = range.last(where: { !isBlank(bytes[$0]) })
        else { return range.lowerBound..<range.lowerBound }
        return first..<last + 1
    }

    /// Types of values that programs reckon with, the code of a request status among them; others can speak of people.
    static let keptTypes: Set<String> = [
        "date", "date-time", "time", "period", "duration", "integer", "float", "boolean", "recur", "recurrence", "utc-offset", "code",
    ]

    /// Elements of Kolab objects whose words and numbers programs reckon with.
    private static let keptKolabElements: Set<String> = [
        "product-id", "creation-date", "last-modification-date", "sensitivity", "start-date", "end-date", "due-date", "alarm",
        "show-time-as", "color-label", "priority", "completed", "completed-date", "x-completed-date", "status", "role",
        "request-response", "invitation-sent", "revision", "pilot-sync-status", "recurrence", "exclusion", "start-offset",
        "end-offset", "repeat-count", "repeat-interval", "enabled",
    ]

    private static let keptKolabAttributes: Set<String> = ["version", "cycle", "type", "tz", "tzid", "key"]
}
