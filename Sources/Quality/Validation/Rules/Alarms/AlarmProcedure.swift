internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let alarmProcedure = Rule(
        "alarm-procedure",
        .warning,
        "8.3.3",
        "An alarm does not start a program.",
        accepted: [.alarm("ACTION:AUDIO", "TRIGGER:-PT5M")],
        flagged: [.alarm("ACTION:▸PROCEDURE", "TRIGGER:-PT5M", "ATTACH:file:///bin/true")],
        checks: [
            .component([.valarm]) { frame, context in
                guard let action = frame.first(.action), action.rawValue.uppercased() == "PROCEDURE" else { return }
                context.report(
                    "PROCEDURE starts a program, so most readers drop the alarm",
                    at: context.place(of: action)
                )
            }
        ]
    )
}
