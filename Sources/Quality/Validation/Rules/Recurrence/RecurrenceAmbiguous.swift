internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let recurrenceAmbiguous = Rule(
        "recurrence-ambiguous",
        .info,
        "3.3.10",
        "A rule is one that all programs understand alike.",
        accepted: [.event("DTSTART:20260105T090000Z", "RRULE:FREQ=MONTHLY;COUNT=4;BYMONTHDAY=5")],
        flagged: [.event("DTSTART:20260105T090000Z", "RRULE:▸FREQ=YEARLY;COUNT=4;BYMONTHDAY=5")],
        checks: [
            .ruleMeaning(["recurrence-ambiguous"])
        ]
    )
}
