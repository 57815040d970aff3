internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let encodingQuotedPrintable = Rule(
        "encoding-quoted-printable", .error, "3.1.4",
        "A text is neither quoted-printable nor in a character set of its own, as vCalendar 1.0 has it.",
        accepted: [.event("SUMMARY:Büro")],
        flagged: [.event("SUMMARY;▸ENCODING=QUOTED-PRINTABLE:B=C3=BCro")],
        checks: [
            .textParameters { property, scope in
                let records = property.parameterRecords
                for index in records.indices {
                    let parameter = Parameter(tree: scope.tree, index: index)
                    let isEncoding = records[index].name == .charset
                        || records[index].flags.contains(.isBare) && parameter.nameText == "QUOTED-PRINTABLE"
                        || records[index].name == .encoding && parameter.withValue { $0.isWord("QUOTED-PRINTABLE") }
                    guard isEncoding else { continue }
                    scope.report(
                        "\(parameter.nameText) is left from vCalendar 1.0", at: scope.place(of: parameter, in: property))
                    return
                }
            }
        ]
    )
}
