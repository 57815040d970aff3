internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let recurrenceSync = Rule(
        "recurrence-sync",
        .warning,
        "3.8.5.3",
        "DTSTART is the first occurrence of its rule.",
        accepted: [
            .event("DTSTART:20260105T090000Z", "RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=MO"),
            // RFC 5545 §3.8.5.3 writes every Friday the 13th like this.
            .event("DTSTART:20260105T090000Z", "EXDATE:20260105T090000Z", "RRULE:FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13"),
        ],
        flagged: [.event("DTSTART:20260106T090000Z", "RRULE:▸FREQ=WEEKLY;COUNT=4;BYDAY=MO")],
        checks: [
            .sameAs(["recurrence-start-not-in-rule"]),
            .ruleMeaning(["recurrence-start-not-in-rule"]) { frame, context in
                // A start that is excluded is not an occurrence, whether it would count as one or not; only a COUNT
                // asks.
                guard let start = frame.start, frame.rule?.count == nil else { return true }
                return !frame.all(.exceptionDate).contains { dates in
                    dates.times(first: 200).contains {
                        context.wallClock(of: $0, like: start) == start.civil.secondsSinceEpoch
                    }
                }
            },
        ]
    )
}
