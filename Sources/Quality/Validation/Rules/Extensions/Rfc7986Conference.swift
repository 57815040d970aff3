internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let rfc7986Conference = Rule(
        "rfc7986-conference",
        .warning,
        "RFC 7986 section 5.11",
        "CONFERENCE states the type of its value with VALUE.",
        accepted: [.event("CONFERENCE;VALUE=URI:https://example.com/x")],
        flagged: [.event("▸CONFERENCE:https://example.com/x")],
        checks: [
            .property([.conference]) { property, context in
                if property.parameter(.value) == nil {
                    context.report("CONFERENCE without VALUE", at: context.name(of: property))
                }
            }
        ]
    )
}
