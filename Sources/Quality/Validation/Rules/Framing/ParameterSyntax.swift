internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let parameterSyntax = Rule(
        "parameter-syntax",
        .error,
        "3.2",
        "A parameter has a name, an equals sign and a value.",
        accepted: [.event("SUMMARY;LANGUAGE=en:Lunch")],
        flagged: [.event("SUMMARY;▸LANGUAGE:Lunch")],
        checks: [
            .reader(["bare-parameter": nil, "empty-parameter": .warning])
        ]
    )
}
