internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabRoot = Rule(
        "kolab-root",
        .warning,
        "Kolab 2.0 format",
        "The root element is event, task or journal in lower case.",
        accepted: [Example.kolabEvent("<summary>Lunch</summary>").whole],
        flagged: [
            .kolab("▸<Event version=\"1.0\">", "<uid>1</uid>", "<start-date>2026-01-05</start-date>", "</Event>")
        ],
        checks: [
            .kolabReader(["root-element-case": nil])
        ]
    )
}
