internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueUri = Rule(
        "value-uri", .warning, "3.3.13",
        "A URI has a scheme.",
        accepted: [.event("URL:https://example.com/")],
        flagged: [.event("URL:▸www.example.com")],
        checks: [
            .valueType([.uri], "no URI with a scheme")
        ]
    )
}
