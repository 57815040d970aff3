internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let rfc9073StructuredData = Rule(
        "rfc9073-structured-data",
        .error,
        "RFC 9073 section 6.6",
        "STRUCTURED-DATA that contains its data states their type and schema with FMTTYPE and SCHEMA.",
        accepted: [
            .event(#"STRUCTURED-DATA;FMTTYPE=application/ld+json;SCHEMA="https://schema.org/Event";VALUE=TEXT:{}"#)
        ],
        flagged: [.event("▸STRUCTURED-DATA;VALUE=TEXT:{}")],
        checks: [
            .property([.structuredData]) { property, context in
                guard property.valueType != .uri || property.parameter(.value) == nil else { return }
                for name in [Name.formatType, .schema] where property.parameter(name) == nil {
                    context.report(
                        "STRUCTURED-DATA without \(context.tree.text(of: name))",
                        at: context.name(of: property)
                    )
                }
            }
        ]
    )
}
