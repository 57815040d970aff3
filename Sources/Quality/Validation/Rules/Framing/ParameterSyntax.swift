internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let parameterSyntax = Rule(
        "parameter-syntax",
        .error,
        "3.2",
        "A parameter has a name, an equals sign and a value. A value with a comma, semicolon or colon is in quotes; a backslash does not escape these characters.",
        remark:
            "A backslash before such a character, as Apple Calendar writes it, is a warning: the character is read as part of the value.",
        accepted: [.event("SUMMARY;LANGUAGE=en:Lunch")],
        flagged: [
            .event("SUMMARY;▸LANGUAGE:Lunch"),
            .event(#"X-APPLE-STRUCTURED-LOCATION;X-TITLE=▸Bar\; Main Street 1:geo:48.3,14.3"#),
        ],
        checks: [
            .reader(["bare-parameter": nil, "empty-parameter": .warning, "escaped-delimiter": .warning])
        ]
    )
}
