internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let parameterPlace = Rule(
        "parameter-place",
        .warning,
        "3.2",
        "A parameter is on a property that allows it.",
        accepted: [.event("SUMMARY;LANGUAGE=en;X-OWN=1:Lunch")],
        flagged: [.event("SUMMARY;▸PARTSTAT=ACCEPTED:Lunch")],
        checks: [
            .everyParameter { parameter, property, context in
                let allowed = AllowedNames.shared
                guard allowed.isProperty(property.name), !allowed.allows(parameter: parameter.name, on: property.name)
                else { return }
                // A TZID on a time that has to be in UTC has separate rules.
                if parameter.name == .timeZoneIdentifier, context.localTime(of: property) != nil { return }
                context.report(
                    "\(parameter.nameText) means nothing on \(property.nameText)",
                    at: context.place(of: parameter, in: property)
                )
            }
        ]
    )
}
