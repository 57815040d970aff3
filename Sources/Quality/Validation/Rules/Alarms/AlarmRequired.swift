internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let alarmRequired = Rule(
        "alarm-required",
        .error,
        "3.6.6",
        "An alarm has ACTION and TRIGGER; DISPLAY also needs DESCRIPTION, EMAIL needs DESCRIPTION, SUMMARY and ATTENDEE, and AUDIO has at most one ATTACH.",
        remark:
            "A DISPLAY alarm without DESCRIPTION, as Outlook.com writes it, is a warning: programs show the event's SUMMARY.",
        accepted: [.alarm("ACTION:DISPLAY", "TRIGGER:-PT5M", "DESCRIPTION:Soon")],
        flagged: [
            .event("▸BEGIN:VALARM", "ACTION:AUDIO", "END:VALARM"),
            .event("▸BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT5M", "END:VALARM"),
            .alarm(
                "ACTION:AUDIO",
                "TRIGGER:-PT5M",
                "ATTACH:https://example.com/a.wav",
                "▸ATTACH:https://example.com/b.wav"
            ),
        ],
        checks: [
            .component([.valarm]) { frame, context in
                let action = frame.first(.action)?.rawValue.uppercased()
                var names = [Name.action, .trigger]
                switch action {
                case "DISPLAY": names.append(.description)
                case "EMAIL": names += [.description, .summary, .attendee]
                default: break
                }
                let attachments = frame.all(.attach)
                if attachments.count > 1, action == "AUDIO" {
                    context.report("a second ATTACH in an audio alarm", at: context.name(of: attachments[1]))
                }
                for name in names where !frame.has(name) {
                    context.report(
                        "an alarm without \(context.tree.text(of: name))",
                        at: context.place(of: frame),
                        severity: action == "DISPLAY" && name == .description ? .warning : nil
                    )
                }
            }
        ]
    )
}
