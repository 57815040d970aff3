internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let recurrenceMultiple = Rule(
        "recurrence-multiple",
        .warning,
        "3.8.5.3",
        "A component has no more than one RRULE.",
        accepted: [.event("RRULE:FREQ=DAILY;COUNT=4")],
        flagged: [.event("RRULE:FREQ=DAILY;COUNT=4", "▸RRULE:FREQ=WEEKLY;COUNT=4")],
        checks: [
            .component([.vevent, .vtodo, .vjournal]) { frame, context in
                for property in frame.all(.recurrenceRule).dropFirst() {
                    context.report(
                        "\(frame.count(.recurrenceRule)) RRULEs; many programs take only one",
                        at: context.name(of: property)
                    )
                }
            }
        ]
    )
}
