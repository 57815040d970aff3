internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let alarmRelated = Rule(
        "alarm-related", .error, "3.8.6.3",
        "An alarm relates to a start or an end that is there.",
        accepted: [.alarm("ACTION:AUDIO", "TRIGGER;RELATED=END:-PT5M")],
        flagged: [
            .event("BEGIN:VALARM", "ACTION:AUDIO", "▸TRIGGER;RELATED=END:-PT5M", "END:VALARM"),
            .todo("BEGIN:VALARM", "ACTION:AUDIO", "▸TRIGGER:-PT5M", "END:VALARM"),
        ],
        checks: [
            .component([.vevent, .vtodo]) { frame, scope in
                guard !scope.calendar.frame.has(.method) else { return }
                for child in frame.children where child.name == .valarm {
                    guard let trigger = Component(tree: scope.tree, index: child.begin).first(.trigger), trigger.valueType == .duration
                    else { continue }
                    let hasStart = frame.has(.dateTimeStart)
                    let end: Name = frame.name == .vtodo ? .dateTimeDue : .dateTimeEnd
                    let isDay = frame.name == .vevent && frame.start?.isDate == true
                    if trigger.parameter(.related)?.value.uppercased() == "END" {
                        if frame.has(end) || hasStart && frame.has(.duration) || isDay { continue }
                        scope.report("an alarm relates to the end, and there is none", at: scope.name(of: trigger))
                    } else if !hasStart, !(frame.name == .vevent || frame.has(.dateTimeDue)) {
                        scope.report("an alarm relates to the start, and there is none", at: scope.name(of: trigger))
                    }
                }
            }
        ]
    )
}
