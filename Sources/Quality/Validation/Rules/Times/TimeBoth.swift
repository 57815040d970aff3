internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let timeBoth = Rule(
        "time-both",
        .error,
        "3.6.1",
        "A component has an end or a duration, not both, and a duration only together with DTSTART.",
        accepted: [Example.event("DURATION:PT1H").whole],
        flagged: [
            .event("DTEND:20260105T100000Z", "▸DURATION:PT1H"),
            Example.todo("▸DURATION:PT1H").whole,
        ],
        checks: [
            .component([.vevent, .vtodo, .vavailability, .available]) { frame, context in
                guard let duration = frame.first(.duration) else { return }
                let end: Name = frame.name == .vtodo ? .dateTimeDue : .dateTimeEnd
                if frame.has(end) {
                    context.report(
                        "DURATION together with \(context.tree.text(of: end))",
                        at: context.name(of: duration)
                    )
                } else if frame.name != .vevent, !frame.has(.dateTimeStart) {
                    context.report("DURATION without DTSTART", at: context.name(of: duration))
                }
            }
        ]
    )
}
