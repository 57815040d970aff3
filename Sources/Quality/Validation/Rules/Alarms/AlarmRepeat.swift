internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let alarmRepeat = Rule(
        "alarm-repeat",
        .error,
        "3.6.6",
        "An alarm has both REPEAT and DURATION, or neither.",
        accepted: [.alarm("ACTION:AUDIO", "TRIGGER:-PT5M", "REPEAT:2", "DURATION:PT1M")],
        flagged: [
            .alarm("ACTION:AUDIO", "TRIGGER:-PT5M", "▸REPEAT:2"),
            .alarm("ACTION:AUDIO", "TRIGGER:-PT5M", "▸DURATION:PT1M"),
        ],
        checks: [
            .component([.valarm]) { frame, context in
                switch (frame.first(.repeatCount), frame.first(.duration)) {
                case (let count?, nil): context.report("REPEAT without DURATION", at: context.name(of: count))
                case (nil, let duration?): context.report("DURATION without REPEAT", at: context.name(of: duration))
                default: break
                }
            }
        ]
    )
}
