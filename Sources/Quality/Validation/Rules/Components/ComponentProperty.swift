internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let componentProperty = Rule(
        "component-property",
        .error,
        "3.6",
        "A property is in a component that allows it.",
        accepted: [Example.event("TRANSP:OPAQUE").whole],
        flagged: [
            Example.todo("▸TRANSP:OPAQUE").whole,
            Example.event("▸DUE:20260105T090000Z").whole,
        ],
        checks: [
            .everyComponent { frame, context in
                let allowed = AllowedNames.shared
                guard allowed.knowsContents(of: frame.name) else { return }
                for name in frame.names where !allowed.allows(property: name, in: frame.name) {
                    guard let property = frame.first(name) else { continue }
                    context.report(
                        "\(property.nameText) has no place in \(frame.nameText)",
                        at: context.name(of: property)
                    )
                }
            }
        ]
    )
}
