internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let recurrenceCountUntil = Rule(
        "recurrence-count-until",
        .error,
        "3.3.10",
        "A recurrence rule ends by COUNT or by UNTIL, not by both.",
        accepted: [.event("RRULE:FREQ=DAILY;COUNT=4")],
        flagged: [.event("RRULE:FREQ=DAILY;COUNT=4;▸UNTIL=20260201T000000Z")],
        checks: [
            .ruleText(["recurrence-count-and-until": nil])
        ]
    )
}
