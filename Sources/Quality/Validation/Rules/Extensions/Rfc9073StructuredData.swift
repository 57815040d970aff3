internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let rfc9073StructuredData = Rule(
        "rfc9073-structured-data",
        .error,
        "RFC 9073 section 6.6",
        "STRUCTURED-DATA that holds its data says with FMTTYPE and SCHEMA what they are.",
        accepted: [
            .event(#"STRUCTURED-DATA;FMTTYPE=application/ld+json;SCHEMA="https://schema.org/Event";VALUE=TEXT:{}"#)
        ],
        flagged: [.event("▸STRUCTURED-DATA;VALUE=TEXT:{}")],
        checks: [
            .property([.structuredData]) { property, scope in
                guard property.valueType != .uri || property.parameter(.value) == nil else { return }
                for name in [Name.formatType, .schema] where property.parameter(name) == nil {
                    scope.report("STRUCTURED-DATA without \(scope.tree.text(of: name))", at: scope.name(of: property))
                }
            }
        ]
    )
}
