internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let securityLink = Rule(
        "security-link", .warning, "7",
        "No link leads into the reader's own files or runs a script, and no text turns the direction of writing.",
        accepted: [.event("URL:https://example.com/")],
        flagged: [
            .event("ATTACH:▸file:///etc/passwd"),
            .event("URL:▸javascript:alert(1)"),
            .event("SUMMARY:▸Invoice\u{202E}fdp.exe"),
        ],
        checks: [
            .property([.attach, .url, .image, .conference, .source, .link, .timeZoneURL, .concept]) { property, scope in
                guard property.valueType == .uri else { return }
                let isDangerous = property.withValue { value in
                    guard let colon = value.first(.colon), colon < 12 else { return false }
                    let scheme = value.extracting(0..<colon)
                    return scheme.isWord("FILE") || scheme.isWord("JAVASCRIPT") || scheme.isWord("VBSCRIPT")
                        || scheme.isWord("DATA") && value.text.lowercased().hasPrefix("data:text/html")
                }
                if isDangerous {
                    scope.report("a link to “\(property.rawValue.prefix(40))”", at: scope.place(of: property))
                }
            },
            .everyProperty { property, scope in
                guard property.line.flags.contains(.hasNonASCII) else { return }
                // U+202A to U+202E and U+2066 to U+2069 in UTF-8.
                let turns = property.withValue { value in
                    for index in value.indices where value[index] == 0xE2 && index + 2 < value.count {
                        if value[index + 1] == 0x80, (0xAA...0xAE).contains(value[index + 2]) { return true }
                        if value[index + 1] == 0x81, (0xA6...0xA9).contains(value[index + 2]) { return true }
                    }
                    return false
                }
                if turns { scope.report("a control character that turns the direction of writing", at: scope.place(of: property)) }
            }
        ]
    )
}
