internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let parameterPlace = Rule(
        "parameter-place", .warning, "3.2",
        "A parameter stands on a property that knows it.",
        accepted: [.event("SUMMARY;LANGUAGE=en;X-OWN=1:Lunch")],
        flagged: [.event("SUMMARY;▸PARTSTAT=ACCEPTED:Lunch")],
        checks: [
            .parameters { property, scope in
                let line = property.line
                guard AllowedNames.shared.isProperty(line.name) else { return }
                for index in Int(line.link)..<Int(line.link) + line.parameterCount {
                    let name = scope.tree.parameters[index].name
                    if AllowedNames.shared.allows(parameter: name, on: line.name) { continue }
                    // A TZID on a time that has to be in UTC has rules of its own.
                    if name == .timeZoneIdentifier, property.time != nil { continue }
                    let parameter = Parameter(tree: scope.tree, index: index)
                    scope.report(
                        "\(parameter.nameText) means nothing on \(property.nameText)", at: scope.place(of: parameter, in: property))
                }
            }
        ]
    )
}
