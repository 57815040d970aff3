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
                for parameter in property.parameters {
                    let isEncoding = parameter.name == .charset
                        || parameter.isBare && parameter.nameText == "QUOTED-PRINTABLE"
                        || parameter.name == .encoding && parameter.value.uppercased() == "QUOTED-PRINTABLE"
                    guard isEncoding else { continue }
                    scope.report(
                        "\(parameter.nameText) is left from vCalendar 1.0", at: scope.place(of: parameter, in: property))
                    return
                }
            }
        ]
    )
}
