internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueEmpty = Rule(
        "value-empty",
        .error,
        "3.8.5",
        "EXDATE and RDATE name a time; CATEGORIES and RESOURCES name something.",
        remark: "An empty CATEGORIES or RESOURCES is a warning.",
        accepted: [.event("CATEGORIES:Work")],
        flagged: [
            .event("RRULE:FREQ=DAILY;COUNT=3", "▸EXDATE:"),
            .event("▸CATEGORIES:"),
            .event("CATEGORIES:▸Work,,Home"),
        ],
        fixes: [.unsafe],
        checks: [
            .property([.exceptionDate, .recurrenceDate, .categories, .resources]) { property, context in
                let line = property.line
                let isList = line.name == .categories || line.name == .resources
                if line.valueStart < line.valueEnd {
                    // An empty member among times is not a time; value-date reports it.
                    guard isList, property.withValue({ $0.hasEmptyMember }) else { return }
                    return context.report(
                        "\(property.nameText) has an empty member",
                        at: context.place(of: property),
                        severity: .warning
                    )
                }
                context.report(
                    "\(property.nameText) is empty",
                    at: context.place(of: property),
                    severity: isList ? .warning : .error,
                    fix: context.removing(property.index, .unsafe)
                )
            }
        ]
    )
}
