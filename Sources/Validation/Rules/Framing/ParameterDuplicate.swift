internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let parameterDuplicate = Rule(
        "parameter-duplicate", .error, "3.2",
        "A parameter stands once on a property.",
        accepted: [.event("SUMMARY;LANGUAGE=en:Lunch")],
        flagged: [
            .event("SUMMARY;LANGUAGE=en;▸LANGUAGE=de:Lunch"),
            .event("SUMMARY;LANGUAGE=en;▸LANGUAGE=en:Lunch"),
        ],
        fixes: [.safe],
        checks: [
            .parameters { property, scope in
                let line = property.line
                guard line.parameterCount > 1 else { return }
                let first = Int(line.link)
                for index in first + 1..<first + line.parameterCount {
                    let name = scope.tree.parameters[index].name
                    guard let earlier = (first..<index).first(where: { scope.tree.parameters[$0].name == name }) else { continue }
                    let parameter = Parameter(tree: scope.tree, index: index)
                    let isRepetition = parameter.values == Parameter(tree: scope.tree, index: earlier).values
                    scope.report(
                        "\(parameter.nameText) stands twice", at: scope.place(of: parameter, in: property),
                        fix: isRepetition ? scope.removing(parameter, .safe) : [])
                }
            }
        ]
    )
}
