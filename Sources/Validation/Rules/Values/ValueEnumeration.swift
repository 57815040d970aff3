internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueEnumeration = Rule(
        "value-enumeration", .warning, "3.2",
        "CLASS, TRANSP, ACTION, BUSYTYPE and the parameters that choose from a list hold words that a standard registers, or X- words.",
        accepted: [.event("CLASS:PRIVATE", "ATTENDEE;PARTSTAT=ACCEPTED;ROLE=CHAIR:mailto:anna@example.com")],
        flagged: [
            .event("CLASS:▸SECRET"),
            .event("ATTENDEE;▸PARTSTAT=YES:mailto:anna@example.com"),
            .event("ATTENDEE;▸PARTSTAT=COMPLETED:mailto:anna@example.com"),
        ],
        checks: [
            .property([.classification, .timeTransparency, .action, .busyType]) { property, scope in
                guard let words = KnownWords.properties[property.nameText], !property.withValue({ words.contains($0.text.uppercased()) })
                else { return }
                if property.rawValue.uppercased().hasPrefix("X-") { return }
                // Procedure alarms have a rule of their own.
                if property.name == .action, property.rawValue.uppercased() == "PROCEDURE" { return }
                scope.report("\(property.nameText) knows no “\(property.rawValue.prefix(40))”", at: scope.place(of: property))
            },
            .parameters { property, scope in
                let line = property.line
                for index in Int(line.link)..<Int(line.link) + line.parameterCount {
                    let name = scope.tree.parameters[index].name
                    guard name.isKnown, let words = KnownWords.byParameter[Int(name.id)] else { continue }
                    let parameter = Parameter(tree: scope.tree, index: index)
                    let word = parameter.value.uppercased()
                    if word.hasPrefix("X-") || parameter.isBare { continue }
                    if !words.contains(word) {
                        scope.report("\(parameter.nameText) knows no “\(parameter.value)”", at: scope.place(of: parameter, in: property))
                    } else if name == .participationStatus, KnownWords.participation[scope.frame.nameText]?.contains(word) == false {
                        scope.report("\(word) is no PARTSTAT of a \(scope.frame.nameText)", at: scope.place(of: parameter, in: property))
                    }
                }
            }
        ]
    )
}
