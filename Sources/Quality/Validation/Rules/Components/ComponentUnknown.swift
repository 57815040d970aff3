internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let componentUnknown = Rule(
        "component-unknown",
        .info,
        "3.8.8",
        "A name is one that a standard registers, or begins with X-.",
        accepted: [.event("X-OWN:1")],
        flagged: [
            .event("▸OWN:1"),
            .calendar("▸BEGIN:VOWN", "END:VOWN"),
        ],
        checks: [
            .unknownProperty { property, context in
                if property.nameText.hasPrefix("X-") { return }
                context.report("\(property.nameText) is not defined by a standard", at: context.name(of: property))
            },
            .everyComponent { frame, context in
                if AllowedNames.shared.isComponent(frame.name) || frame.nameText.hasPrefix("X-")
                    || frame.nameText.isEmpty
                {
                    return
                }
                context.report("\(frame.nameText) is not defined by a standard", at: context.place(of: frame))
            },
        ]
    )
}
