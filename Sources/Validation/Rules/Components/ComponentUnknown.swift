internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let componentUnknown = Rule(
        "component-unknown", .info, "3.8.8",
        "A name is one that a standard registers, or begins with X-.",
        accepted: [.event("X-OWN:1")],
        flagged: [
            .event("▸OWN:1"),
            .calendar("▸BEGIN:VOWN", "END:VOWN"),
        ],
        checks: [
            .everyProperty { property, scope in
                let name = property.name
                if AllowedNames.shared.isProperty(name) { return }
                if property.nameText.hasPrefix("X-") { return }
                scope.report("\(property.nameText) is in no standard", at: scope.name(of: property))
            },
            .everyComponent { frame, scope in
                if Vocabulary.shared.component(frame.name) != nil || frame.nameText.hasPrefix("X-") || frame.nameText.isEmpty { return }
                scope.report("\(frame.nameText) is in no standard", at: scope.place(of: frame))
            }
        ]
    )
}
