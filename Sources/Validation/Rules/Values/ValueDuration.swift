internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueDuration = Rule(
        "value-duration", .error, "3.3.6",
        "A duration is P with weeks alone, or with days, T, hours, minutes and seconds in this order.",
        accepted: [.event("DURATION:P1DT2H30M")],
        flagged: [
            .event("DURATION:▸P1W2D"),
            .event("DURATION:▸1 hour"),
        ],
        checks: [
            .valueType([.duration], "no duration")
        ]
    )
}
