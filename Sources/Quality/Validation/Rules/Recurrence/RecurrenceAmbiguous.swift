internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let recurrenceAmbiguous = Rule(
        "recurrence-ambiguous",
        .info,
        "3.3.10",
        "All programs interpret the rule in the same way.",
        accepted: [.event("DTSTART:20260105T090000Z", "RRULE:FREQ=MONTHLY;COUNT=4;BYMONTHDAY=5")],
        flagged: [.event("DTSTART:20260105T090000Z", "RRULE:▸FREQ=YEARLY;COUNT=4;BYMONTHDAY=5")],
        checks: [
            .ruleMeaning(["recurrence-ambiguous"])
        ]
    )
}
