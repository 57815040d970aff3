internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let rfc9253Link = Rule(
        "rfc9253-link",
        .warning,
        "RFC 9253 section 8.2",
        "LINK states the type of its value with VALUE, and its relation with LINKREL.",
        accepted: [.event("LINK;LINKREL=SOURCE;VALUE=URI:https://example.com/x")],
        flagged: [.event("▸LINK:https://example.com/x")],
        checks: [
            .property([.link]) { property, context in
                for name in [Name.value, .linkRelation] where property.parameter(name) == nil {
                    context.report("LINK without \(context.tree.text(of: name))", at: context.name(of: property))
                }
            }
        ]
    )
}
