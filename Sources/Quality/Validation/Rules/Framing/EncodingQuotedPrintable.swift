internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let encodingQuotedPrintable = Rule(
        "encoding-quoted-printable",
        .error,
        "3.1.4",
        "A text is neither quoted-printable nor in a different character set, as in vCalendar 1.0.",
        accepted: [.event("SUMMARY:Büro")],
        flagged: [
            .event("SUMMARY;▸ENCODING=QUOTED-PRINTABLE:B=C3=BCro"),
            .event("SUMMARY;▸QUOTED-PRINTABLE:B=C3=BCro"),
        ],
        checks: [
            .parameter([.charset, .encoding], report),
            .oddTextParameter(report),
        ]
    )

    @Sendable private static func report(_ parameter: Parameter, _ property: Property, _ context: CheckContext) {
        // Of several on one line the first is reported.
        guard context.isSource, isLeft(parameter), property.parameters.first(where: isLeft)?.index == parameter.index
        else { return }
        context.report(
            "\(parameter.nameText) is a leftover from vCalendar 1.0",
            at: context.place(of: parameter, in: property)
        )
    }

    /// Whether a parameter names an encoding that RFC 5545 no longer has.
    private static func isLeft(_ parameter: Parameter) -> Bool {
        switch parameter.name {
        case .charset: true
        case .encoding: parameter.withValue { $0.isWord("QUOTED-PRINTABLE") }
        default: parameter.isBare && parameter.nameText == "QUOTED-PRINTABLE"
        }
    }
}
