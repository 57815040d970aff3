internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let recurrenceSetPosition = Rule(
        "recurrence-set-position",
        .error,
        "3.3.10",
        "BYSETPOS chooses among what another BY part gives.",
        accepted: [.event("RRULE:FREQ=MONTHLY;COUNT=4;BYDAY=MO;BYSETPOS=1")],
        flagged: [.event("RRULE:FREQ=MONTHLY;COUNT=4;▸BYSETPOS=1")],
        checks: [
            .ruleText(["recurrence-setpos-alone": nil])
        ]
    )
}
