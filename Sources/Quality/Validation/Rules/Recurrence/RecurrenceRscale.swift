internal import CalendarDiagnostics
internal import ICalendar
internal import Recurrence

extension Rule {
    static let recurrenceRscale = Rule(
        "recurrence-rscale",
        .error,
        "RFC 7529 section 4",
        "RSCALE names a known calendar; SKIP and leap months are used only together with it.",
        accepted: [.event("RRULE:RSCALE=GREGORIAN;FREQ=YEARLY;COUNT=4;SKIP=FORWARD")],
        flagged: [
            .event("RRULE:FREQ=YEARLY;COUNT=4;▸SKIP=FORWARD"),
            .event("RRULE:▸RSCALE=MARTIAN;FREQ=YEARLY;COUNT=4"),
            .event("RRULE:▸RSCALE=GREGORIAN;FREQ=YEARLY;COUNT=4;BYMONTH=5L"),
        ],
        checks: [
            .ruleText(["recurrence-skip-without-rscale": nil]),
            .property([.recurrenceRule]) { property, context in
                guard let rule = context.rule(of: property) else { return }
                if let scale = rule.calendarScale, !rule.namesCalendar {
                    context.report("unknown calendar \(scale)", at: context.place(of: property))
                }
                if rule.calendarScale ?? "GREGORIAN" == "GREGORIAN", rule.byMonth.contains(where: \.isLeap) {
                    context.report("a leap month in a calendar that has none", at: context.place(of: property))
                }
            },
        ]
    )
}
