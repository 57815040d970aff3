internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueInteger = Rule(
        "value-integer",
        .error,
        "3.3.8",
        "A whole number has digits, perhaps a sign, and fits into 32 bits; SEQUENCE and REPEAT are not negative.",
        accepted: [.event("SEQUENCE:3")],
        flagged: [
            .event("SEQUENCE:▸many"),
            .event("SEQUENCE:▸-1"),
        ],
        checks: [
            .valueType([.integer], "not a whole number"),
            .property([.sequence, .repeatCount]) { property, context in
                if property.withValue({ $0.integer ?? 0 }) < 0 {
                    context.report("\(property.nameText) is negative", at: context.place(of: property))
                }
            },
        ]
    )
}
