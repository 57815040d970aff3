internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let xmlAttributes = Rule(
        "xml-attributes",
        .warning,
        "XML 1.0 section 3.1",
        "Attributes are separated by blanks, and prefixes are declared.",
        accepted: [.kolabEvent("<alarm>15</alarm>")],
        flagged: [.kolabEvent(#"▸<alarm a="1"b="2">15</alarm>"#)],
        checks: [
            .reader(["xml-attributes-glued": nil, "xml-namespace": nil])
        ]
    )
}
