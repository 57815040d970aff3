internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let recurrenceIdRrule = Rule(
        "recurrence-id-rrule",
        .warning,
        "3.8.4.4",
        "An override does not recur itself.",
        accepted: [.event("RRULE:FREQ=DAILY;COUNT=3")],
        flagged: [.event("RECURRENCE-ID:20260105T090000Z", "▸RRULE:FREQ=DAILY;COUNT=3")],
        checks: [
            .component([.vevent, .vtodo, .vjournal]) { frame, context in
                guard frame.has(.recurrenceID), let rule = frame.first(.recurrenceRule) else { return }
                context.report("RRULE together with RECURRENCE-ID", at: context.name(of: rule))
            }
        ]
    )
}
