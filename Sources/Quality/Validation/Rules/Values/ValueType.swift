internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueType = Rule(
        "value-type",
        .error,
        "3.2.20",
        "A value is of the type that VALUE names, and the property allows that type.",
        accepted: [.event("ATTACH;VALUE=URI:https://example.com/a.pdf")],
        flagged: [
            .event("SUMMARY;▸VALUE=INTEGER:Lunch"),
            .freeBusy("FREEBUSY:▸20260105T090000Z"),
            .freeBusy("FREEBUSY:20260105T090000Z/PT1H,▸20260106T090000Z"),
            .event(
                "RRULE:FREQ=DAILY;COUNT=2",
                "RDATE;VALUE=PERIOD:▸20260106T090000Z,20260107T090000Z/PT1H,▸20260108T09/PT1H"
            ),
        ],
        checks: [
            .parameter([.value]) { parameter, property, context in
                guard let row = Vocabulary.shared.property(property.name),
                    let type = parameter.withValue({ Vocabulary.shared.valueType(named: $0) }),
                    !row.types.contains(type)
                else { return }
                context.report(
                    "\(property.nameText) cannot be of type \(type.rawValue)",
                    at: context.place(of: parameter, in: property)
                )
            },
            .brokenValue([.period, .float, .boolean, .xmlReference]) { property, type, context in
                // A position has a separate rule.
                if property.name == .geographicPosition { return }
                for part in context.brokenParts(of: property, type) {
                    context.report("“\(part.text.prefix(60))” is not a valid \(type.rawValue)", at: part.place)
                }
            },
        ]
    )
}
