internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let recurrenceDateTimePart = Rule(
        "recurrence-date-time-part",
        .error,
        "3.3.10",
        "A rule for whole days has no parts for hours, minutes and seconds.",
        accepted: [.event("RRULE:FREQ=DAILY;COUNT=4;BYHOUR=9")],
        flagged: [.event("DTSTART;VALUE=DATE:20260105", "RRULE:▸FREQ=DAILY;COUNT=4;BYHOUR=9")],
        checks: [
            .sameAs(["recurrence-time-part-on-date"]),
            .ruleMeaning(["recurrence-time-part-on-date"]),
        ]
    )
}
