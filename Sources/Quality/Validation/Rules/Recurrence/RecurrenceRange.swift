internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let recurrenceRange = Rule(
        "recurrence-range",
        .error,
        "3.3.10",
        "The numbers of a recurrence rule are within their limits, and its days exist; COUNT and INTERVAL are at least 1.",
        accepted: [.event("RRULE:FREQ=MONTHLY;COUNT=4;BYMONTHDAY=-1")],
        flagged: [
            .event("DTSTART:20260105T090000Z", "RRULE:FREQ=MONTHLY;▸BYMONTHDAY=32;COUNT=2"),
            .event("RRULE:FREQ=DAILY;▸COUNT=0"),
        ],
        checks: [
            .ruleText(["recurrence-bad-value": nil])
        ]
    )
}
