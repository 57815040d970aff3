package import Kalends

/// A calendar that can be shown to others.
package struct AnonymizedContent: Sendable {
    /// Its bytes.
    package let bytes: [UInt8]
    /// The extension of its format, if a mail message carried it; nil for an input that is the calendar itself.
    package let carriedExtension: String?
}

extension Anonymizer {
    /// The calendars of an input: itself, or the calendars and objects that mail messages carry.
    ///
    /// - Parameters:
    ///   - original: the input, which is changed in place if nothing else holds it.
    ///   - source: its format; found out from name and content if nil.
    ///   - name: its name.
    /// - Throws: ``ReadError`` if it cannot be read, or holds something that is not a calendar.
    package func contents(
        of original: consuming [UInt8],
        from source: CalendarFormat? = nil,
        name: String
    ) throws(ReadError) -> [AnonymizedContent] {
        let format = source ?? Validator.format(of: original, name: name)
        if format.row.anonymizes != nil {
            return [AnonymizedContent(bytes: try anonymize(consume original, format), carriedExtension: nil)]
        }
        let carried = MessageParts.contents(of: original)
        if carried.isEmpty { throw ReadError(.mailWithoutCalendar) }
        var contents: [AnonymizedContent] = []
        for content in carried {
            guard let format = content.format else { throw ReadError(.wrongFormat("an object that is not a calendar")) }
            let bytes = try anonymize(content.bytes, format)
            contents.append(AnonymizedContent(bytes: bytes, carriedExtension: format.row.extensions.first ?? "txt"))
        }
        return contents
    }

    private func anonymize(_ bytes: consuming [UInt8], _ format: CalendarFormat) throws(ReadError) -> [UInt8] {
        guard let anonymize = format.row.anonymizes else {
            throw ReadError(.wrongFormat("this format cannot be anonymized: \(format.row.title)"))
        }
        return try anonymize(self, consume bytes)
    }
}
