internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let securityLink = Rule(
        "security-link",
        .warning,
        "7",
        "No link leads into the reader's own files or runs a script, and no text changes the writing direction.",
        accepted: [
            .event("URL:https://example.com/"),
            // Thunderbird keeps the HTML of a description like this.
            .event(#"DESCRIPTION;ALTREP="data:text/html,%3Cb%3ESoon%3C%2Fb%3E":Soon"#),
        ],
        flagged: [
            .event("ATTACH:▸file:///etc/passwd"),
            .event("URL:▸javascript:alert(1)"),
            .event("URL:▸data:text/html,<script>alert(1)</script>"),
            .event(#"ATTENDEE;▸DIR="file:///etc/passwd":mailto:anna@example.com"#),
            .event("SUMMARY:▸Invoice\u{202E}fdp.exe"),
            .event("ATTENDEE;▸CN=Anna\u{202E}nneB:mailto:anna@example.com"),
        ],
        checks: [
            .property(AllowedNames.properties(of: [.uri])) { property, context in
                guard property.valueType == .uri, property.withValue({ Danger.leads($0) }) else { return }
                context.report("a link to “\(property.rawValue.prefix(40))”", at: context.place(of: property))
            },
            .parameter([.alternateRepresentation, .directory]) { parameter, property, context in
                let isText = parameter.name == .alternateRepresentation
                guard parameter.withValue({ Danger.leads($0, mayBeText: isText) }) else { return }
                context.report(
                    "a link to “\(parameter.value.prefix(40))”",
                    at: context.place(of: parameter, in: property)
                )
            },
            .nonASCIIProperty { property, context in
                let line = Int(property.line.start)..<Int(property.line.valueEnd)
                let bytes = context.bytes
                guard Danger.mayTurn(bytes.span, line) else { return }
                let message = "a control character that changes the writing direction"
                if property.withValue({ Danger.turns($0) }) { context.report(message, at: context.place(of: property)) }
                for parameter in property.parameters where parameter.withValue({ Danger.turns($0) }) {
                    context.report(message, at: context.place(of: parameter, in: property))
                }
            },
        ]
    )
}

/// What may harm who looks at it.
private enum Danger {
    /// Whether a URI opens a file of the reader's or runs a script.
    ///
    /// - Parameter mayBeText: whether it may hold HTML itself, as another form of a text.
    static func leads(_ uri: Span<UInt8>, mayBeText: Bool = false) -> Bool {
        guard let colon = uri.first(.colon), colon < 12 else { return false }
        let scheme = uri.extracting(0..<colon)
        return scheme.isWord("FILE") || scheme.isWord("JAVASCRIPT") || scheme.isWord("VBSCRIPT")
            || !mayBeText && scheme.isWord("DATA") && uri.text.lowercased().hasPrefix("data:text/html")
    }

    /// Whether ``turns`` may hold for the text of a content line, by its stored bytes.
    static func mayTurn(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        var start = line.lowerBound
        while let index = bytes.firstIndex(of: 0xE2, in: start..<line.upperBound), index + 2 < line.upperBound {
            let (second, third) = (bytes[index + 1], bytes[index + 2])
            // A fold may be inside the character.
            let isFolded = [second, third].contains { $0 == .carriageReturn || $0 == .lineFeed }
            if isFolded || isTurn(second, third) { return true }
            start = index + 1
        }
        return false
    }

    /// Whether a text turns the direction of writing.
    static func turns(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where text[index] == 0xE2 && index + 2 < text.count {
            if isTurn(text[index + 1], text[index + 2]) { return true }
        }
        return false
    }

    /// Whether these bytes, after 0xE2, are one of U+202A to U+202E and U+2066 to U+2069 in UTF-8.
    private static func isTurn(_ second: UInt8, _ third: UInt8) -> Bool {
        second == 0x80 && (0xAA...0xAE).contains(third) || second == 0x81 && (0xA6...0xA9).contains(third)
    }
}
