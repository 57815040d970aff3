internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let rfc7986Image = Rule(
        "rfc7986-image",
        .warning,
        "RFC 7986 section 5.10",
        "IMAGE states the type of its value with VALUE.",
        accepted: [.event("IMAGE;VALUE=URI:https://example.com/x")],
        flagged: [.event("▸IMAGE:https://example.com/x")],
        checks: [
            .property([.image]) { property, context in
                if property.parameter(.value) == nil {
                    context.report("IMAGE without VALUE", at: context.name(of: property))
                }
            }
        ]
    )
}
