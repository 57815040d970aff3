internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let rfc7986Color = Rule(
        "rfc7986-color",
        .warning,
        "RFC 7986 section 5.9",
        "COLOR is the name of a colour in CSS.",
        accepted: [.event("COLOR:turquoise")],
        flagged: [.event("COLOR:▸#40E0D0")],
        checks: [
            .property([.color]) { property, context in
                if ColorNames.all.contains(property.rawValue.lowercased()) { return }
                context.report(
                    "“\(property.rawValue.prefix(40))” is not a colour of CSS",
                    at: context.place(of: property)
                )
            }
        ]
    )
}
