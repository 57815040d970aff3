internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let rfc7986Source = Rule(
        "rfc7986-source",
        .warning,
        "RFC 7986 section 5.8",
        "SOURCE states the type of its value with VALUE.",
        accepted: [
            .calendar(
                "SOURCE;VALUE=URI:https://example.com/x",
                "BEGIN:VTODO",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "END:VTODO"
            )
        ],
        flagged: [
            .calendar("▸SOURCE:https://example.com/x", "BEGIN:VTODO", "UID:1", "DTSTAMP:20260101T000000Z", "END:VTODO")
        ],
        checks: [
            .property([.source]) { property, context in
                if property.parameter(.value) == nil {
                    context.report("SOURCE without VALUE", at: context.name(of: property))
                }
            }
        ]
    )
}
