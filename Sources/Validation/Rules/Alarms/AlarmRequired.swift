internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let alarmRequired = Rule(
        "alarm-required", .error, "3.6.6",
        "An alarm has ACTION and TRIGGER; one that displays has a DESCRIPTION, one that mails DESCRIPTION, SUMMARY and ATTENDEE.",
        accepted: [.alarm("ACTION:DISPLAY", "TRIGGER:-PT5M", "DESCRIPTION:Soon")],
        flagged: [
            .event("▸BEGIN:VALARM", "ACTION:AUDIO", "END:VALARM"),
            .event("▸BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT5M", "END:VALARM"),
        ],
        checks: [
            .component([.valarm]) { frame, scope in
                var names = [Name.action, .trigger]
                switch frame.first(.action)?.rawValue.uppercased() {
                case "DISPLAY": names.append(.description)
                case "EMAIL": names += [.description, .summary, .attendee]
                default: break
                }
                for name in names where !frame.has(name) {
                    scope.report("an alarm without \(scope.tree.text(of: name))", at: scope.place(of: frame))
                }
            }
        ]
    )
}
