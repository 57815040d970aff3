internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let parameterDuplicate = Rule(
        "parameter-duplicate",
        .error,
        "3.2",
        "A property has each parameter once.",
        accepted: [.event("SUMMARY;LANGUAGE=en:Lunch")],
        flagged: [
            .event("SUMMARY;LANGUAGE=en;▸LANGUAGE=de:Lunch"),
            .event("SUMMARY;LANGUAGE=en;▸LANGUAGE=en:Lunch"),
        ],
        fixes: [.safe],
        checks: [
            .everyParameter { parameter, property, context in
                guard parameter.index > Int(property.line.link), let first = property.parameter(parameter.name),
                    first.index < parameter.index
                else { return }
                context.report(
                    "\(parameter.nameText) occurs twice",
                    at: context.place(of: parameter, in: property),
                    fix: parameter.values == first.values ? context.removing(parameter, .safe) : []
                )
            }
        ]
    )
}
