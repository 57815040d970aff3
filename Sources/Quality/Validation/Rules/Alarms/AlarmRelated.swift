internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let alarmRelated = Rule(
        "alarm-related",
        .error,
        "3.8.6.3",
        "An alarm relates to a start or an end that is there.",
        remark: "An alarm that relates to the end of an event of a whole day without DTEND and DURATION is a warning.",
        accepted: [.alarm("ACTION:AUDIO", "TRIGGER;RELATED=END:-PT5M")],
        flagged: [
            .event("BEGIN:VALARM", "ACTION:AUDIO", "▸TRIGGER;RELATED=END:-PT5M", "END:VALARM"),
            .event(
                "DTSTART;VALUE=DATE:20260105",
                "BEGIN:VALARM",
                "ACTION:AUDIO",
                "▸TRIGGER;RELATED=END:-PT5M",
                "END:VALARM"
            ),
            .todo("BEGIN:VALARM", "ACTION:AUDIO", "▸TRIGGER:-PT5M", "END:VALARM"),
        ],
        checks: [
            .component([.vevent, .vtodo]) { frame, context in
                let isMessage = context.calendar.frame.has(.method)
                for child in frame.children where child.name == .valarm {
                    guard let trigger = Component(tree: context.tree, index: child.begin).first(.trigger),
                        trigger.valueType == .duration
                    else { continue }
                    let hasStart = frame.has(.dateTimeStart)
                    let end: Name = frame.name == .vtodo ? .dateTimeDue : .dateTimeEnd
                    if trigger.parameter(.related)?.value.uppercased() == "END" {
                        // An end that cannot be read is as good as none.
                        let hasLength =
                            frame.first(.duration)?.withValue { ValueGrammar.matches($0, .duration) } ?? false
                        if frame.time(end) != nil || hasStart && hasLength { continue }
                        let isDay = frame.name == .vevent && frame.start?.isDate == true
                        context.report(
                            "an alarm relates to the end, and there is none\(isDay ? " but that of the day" : "")",
                            at: context.name(of: trigger),
                            severity: isDay ? .warning : nil
                        )
                    } else if !isMessage, !hasStart, !(frame.name == .vevent || frame.has(.dateTimeDue)) {
                        context.report(
                            "an alarm relates to the start, and there is none",
                            at: context.name(of: trigger)
                        )
                    }
                }
            }
        ]
    )
}
