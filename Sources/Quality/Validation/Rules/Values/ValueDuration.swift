internal import Bytes
internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueDuration = Rule(
        "value-duration",
        .error,
        "3.3.6",
        "A duration is P with weeks alone, or with days, T, hours, minutes and seconds in this order without gaps.",
        accepted: [.event("DURATION:P1DT2H30M")],
        flagged: [
            .event("DURATION:▸P1W2D"),
            .event("DURATION:▸PT1H30S"),
            .event("DURATION:▸P1W1W2D"),
            .event("DURATION:▸1 hour"),
            .alarm("ACTION:AUDIO", "TRIGGER:▸20260105T085500Z"),
            .event("DURATION:▸P99999999999D"),
            .event("RDATE;VALUE=PERIOD:▸20260105T090000Z/PT999999999999S"),
        ],
        checks: [
            .property(AllowedNames.properties(of: [.duration])) { property, context in
                guard context.brokenType(of: property) == .duration else { return }
                let text = property.rawValue.prefix(60)
                let isTime = property.name == .trigger && property.withValue { ValueGrammar.matches($0, .dateTime) }
                if !isTime, let duration = property.withValue({ DurationText($0) }) {
                    return context.report(
                        "“\(text)” \(Self.oddity(of: property)); read as \(duration)",
                        at: context.place(of: property),
                        fix: context.replacing(property, by: duration.description, .unsafe)
                    )
                }
                context.report(
                    isTime ? "“\(text)” is a time, without VALUE=DATE-TIME" : "“\(text)” is not a duration",
                    at: context.place(of: property)
                )
            },
            .property(AllowedNames.properties(of: [.duration])) { property, context in
                guard property.valueType == .duration, property.withValue({ DurationText.isTooLong($0) }) else {
                    return
                }
                context.report(
                    "“\(property.rawValue.prefix(60))” is longer than ten thousand years",
                    at: context.place(of: property)
                )
            },
            .property(AllowedNames.properties(of: [.period])) { property, context in
                guard property.valueType == .period, property.withValue({ $0.longestNumber > 6 }) else { return }
                let periods = property.pieces(dividedBy: .comma).map { $0.split(separator: UInt8(ascii: "/")) }
                guard periods.contains(where: { $0.count == 2 && DurationText.isTooLong(Array($0[1]).span) }) else {
                    return
                }
                context.report(
                    "“\(property.rawValue.prefix(60))” is longer than ten thousand years",
                    at: context.place(of: property)
                )
            },
        ]
    )
}

extension Rule {
    private static func oddity(of property: Property) -> String {
        property.withValue { text in text.indices.contains { text[$0] == 0x20 || text[$0] == 0x09 } }
            ? "contains a blank" : "skips a unit, or has both weeks and days"
    }
}
