internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueUri = Rule(
        "value-uri",
        .warning,
        "3.3.13",
        "A URI has a scheme, and no blank or other character that must be percent-encoded.",
        accepted: [.event("URL:https://example.com/")],
        flagged: [.event("URL:▸www.example.com"), .event("URL:https://example.com/a▸ b")],
        checks: [
            .valueType([.uri], "not a URI with a scheme"),
            .charactersOfURI(in: [.uri]),
        ]
    )
}
