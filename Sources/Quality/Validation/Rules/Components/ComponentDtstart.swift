internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let componentDtstart = Rule(
        "component-dtstart",
        .error,
        "3.6.1",
        "Everything that recurs has a DTSTART, and so has an event, unless its METHOD makes DTSTART optional.",
        accepted: [Example.event("SUMMARY:Lunch").whole],
        flagged: [
            .calendar("▸BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", "END:VEVENT"),
            .todo("▸RRULE:FREQ=DAILY;COUNT=2"),
        ],
        checks: [
            .component([.vevent, .vtodo, .vjournal]) { frame, context in
                guard !frame.has(.dateTimeStart) else { return }
                if let rule = frame.first(.recurrenceRule) {
                    context.report("a recurrence without DTSTART", at: context.name(of: rule))
                } else if frame.name == .vevent, !context.calendar.frame.has(.method) {
                    context.report("an event without DTSTART", at: context.place(of: frame))
                }
            }
        ]
    )
}
