internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let componentDtstart = Rule(
        "component-dtstart",
        .error,
        "3.6.1",
        "An event has a DTSTART, unless a METHOD says how to do without, and so has everything that recurs.",
        accepted: [.event("SUMMARY:Lunch")],
        flagged: [
            .calendar("▸BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", "END:VEVENT"),
            .todo("▸RRULE:FREQ=DAILY;COUNT=2"),
        ],
        checks: [
            .component([.vevent, .vtodo, .vjournal]) { frame, scope in
                guard !frame.has(.dateTimeStart) else { return }
                if let rule = frame.first(.recurrenceRule) {
                    scope.report("a recurrence without DTSTART", at: scope.name(of: rule))
                } else if frame.name == .vevent, !scope.calendar.frame.has(.method) {
                    scope.report("an event without DTSTART", at: scope.place(of: frame))
                }
            }
        ]
    )
}
