internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueDurationNegative = Rule(
        "value-duration-negative",
        .error,
        "3.8.2.5",
        "The duration of an event or to-do, and the interval between repetitions of an alarm, are not negative.",
        accepted: [.event("DURATION:PT1H"), .alarm("ACTION:AUDIO", "TRIGGER:-PT5M")],
        flagged: [.event("DURATION:▸-PT1H")],
        checks: [
            .property([.duration]) { property, context in
                if property.withValue({ $0.count > 1 && $0[0] == UInt8(ascii: "-") }) {
                    context.report("a negative duration", at: context.place(of: property))
                }
            }
        ]
    )
}
