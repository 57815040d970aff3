internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let componentDuplicate = Rule(
        "component-duplicate",
        .error,
        "3.6",
        "A property that may occur once in a component does not occur twice.",
        accepted: [.event("SUMMARY:Lunch", "COMMENT:a", "COMMENT:b")],
        flagged: [.event("SUMMARY:Lunch", "▸SUMMARY:Dinner")],
        fixes: [.safe, .unsafe],
        checks: [
            .everyComponent { frame, context in
                guard frame.name.isKnown else { return }
                for name in frame.repeatedNames where AllowedNames.shared.isSingle(name, in: frame.name) {
                    // PRODID and VERSION have rules of their own.
                    if name == .productIdentifier || name == .version { continue }
                    let properties = frame.all(name)
                    for property in properties.dropFirst() {
                        let isRepetition =
                            property.rawValue == properties[0].rawValue
                            && property.parameters.map(\.values) == properties[0].parameters.map(\.values)
                        // Both names of a zone may be used.
                        let isUsed = name == .timeZoneIdentifier && !isRepetition
                        context.report(
                            "\(property.nameText) occurs \(properties.count) times in \(frame.nameText)",
                            at: context.name(of: property),
                            fix: isUsed ? [] : context.removing(property.index, isRepetition ? .safe : .unsafe)
                        )
                    }
                }
            }
        ]
    )
}
