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
            .alarm("ACTION:AUDIO", "TRIGGER:▸20260105T085500Z"),
            .event("DURATION:▸P99999999999D"),
        ],
        checks: [
            .property(AllowedNames.properties(of: [.duration])) { property, scope in
                guard scope.brokenType(of: property) == .duration else { return }
                let text = property.rawValue.prefix(60)
                let isTime = property.name == .trigger && property.withValue { ValueGrammar.matches($0, .dateTime) }
                scope.report(
                    isTime ? "“\(text)” is a time, and no VALUE=DATE-TIME says so" : "“\(text)” is no duration",
                    at: scope.place(of: property))
            },
            .property(AllowedNames.properties(of: [.duration])) { property, scope in
                guard property.valueType == .duration, property.withValue({ $0.longestNumber > 9 }) else { return }
                scope.report("“\(property.rawValue.prefix(60))” is longer than any calendar", at: scope.place(of: property))
            },
        ]
    )
}
