internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let xmlPrologue = Rule(
        "xml-prologue",
        .warning,
        "XML 1.0 section 2.8",
        "Nothing precedes the XML declaration, and it is written in lower case.",
        accepted: [Example.kolabEvent("<summary>Lunch</summary>").whole],
        flagged: [
            .kolab(
                "▸ <?xml version=\"1.0\"?>",
                "<event version=\"1.0\">",
                "<uid>1</uid>",
                "<start-date>2026-01-05</start-date>",
                "</event>"
            )
        ],
        checks: [
            .reader(["xml-blank-before-declaration": nil, "xml-declaration-case": nil])
        ]
    )
}
