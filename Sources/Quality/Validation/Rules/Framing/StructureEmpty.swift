internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let structureEmpty = Rule(
        "structure-empty",
        .error,
        "3.6",
        "A calendar has at least one component.",
        accepted: [Example.event("SUMMARY:Lunch").whole],
        flagged: [.document("▸BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN", "END:VCALENDAR")],
        checks: [
            .component([.vcalendar]) { frame, context in
                if frame.children.isEmpty {
                    context.report("a calendar without a component", at: context.place(of: frame))
                }
            }
        ]
    )
}
