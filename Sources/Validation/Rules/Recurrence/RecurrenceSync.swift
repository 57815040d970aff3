internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let recurrenceSync = Rule(
        "recurrence-sync", .warning, "3.8.5.3",
        "DTSTART is the first occurrence of its rule.",
        accepted: [.event("DTSTART:20260105T090000Z", "RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=MO")],
        flagged: [.event("DTSTART:20260106T090000Z", "RRULE:▸FREQ=WEEKLY;COUNT=4;BYDAY=MO")],
        checks: [
            .ruleMeaning(["recurrence-start-not-in-rule"])
        ]
    )
}
