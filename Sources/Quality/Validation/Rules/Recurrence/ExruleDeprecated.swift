internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let exruleDeprecated = Rule(
        "exrule-deprecated",
        .warning,
        "8.3.2",
        "EXRULE is no longer used: EXDATE lists excluded occurrences.",
        accepted: [.event("RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20260106T090000Z")],
        flagged: [.event("RRULE:FREQ=DAILY;COUNT=3", "▸EXRULE:FREQ=WEEKLY;COUNT=1")],
        checks: [
            .property([.exceptionRule]) { property, context in
                context.report("EXRULE is deprecated", at: context.name(of: property))
            }
        ]
    )
}
