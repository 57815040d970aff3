internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueUri = Rule(
        "value-uri", .warning, "3.3.13",
        "A URI has a scheme, and no blank or other character that must be written as %.",
        accepted: [.event("URL:https://example.com/")],
        flagged: [.event("URL:▸www.example.com"), .event("URL:https://example.com/a▸ b")],
        checks: [
            .valueType([.uri], "no URI with a scheme"),
            .property(AllowedNames.properties(of: [.uri])) { property, scope in
                guard property.valueType == .uri, scope.brokenType(of: property) == nil else { return }
                // RFC 3986 §2 has no place for these; other letters than those of ASCII are those of an IRI, which many write.
                let strange = property.withValue { value in
                    value.indices.first { value[$0] <= 0x20 || #""<>\^`{|}"#.utf8.contains(value[$0]) }
                }
                guard let strange else { return }
                scope.report("a character that a URI writes as %", at: scope.place(of: strange..<strange + 1, in: property))
            },
        ]
    )
}
