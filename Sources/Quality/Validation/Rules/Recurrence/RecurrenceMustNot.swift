internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let recurrenceMustNot = Rule(
        "recurrence-must-not",
        .error,
        "3.3.10",
        "A recurrence rule has no part that its FREQ forbids.",
        accepted: [.event("RRULE:FREQ=MONTHLY;COUNT=4;BYMONTHDAY=5")],
        flagged: [.event("RRULE:FREQ=WEEKLY;COUNT=4;▸BYMONTHDAY=5")],
        checks: [
            .ruleText(["recurrence-forbidden-part": nil])
        ]
    )
}
