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
            .event("DURATION:▸P99999999999D"),
        ],
        checks: [
            .valueType([.duration], "no duration"),
            .property(AllowedNames.properties(of: [.duration])) { property, scope in
                guard property.valueType == .duration, property.withValue({ $0.longestNumber > 9 }) else { return }
                scope.report("“\(property.rawValue.prefix(60))” is longer than any calendar", at: scope.place(of: property))
            },
        ]
    )
}
