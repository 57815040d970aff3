internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabVersion = Rule(
        "kolab-version",
        .error,
        "Kolab 2.0 format",
        "The root element has a version that begins with 1.",
        accepted: [Example.kolabEvent("<summary>Lunch</summary>").whole],
        flagged: [
            .kolab("▸<event version=\"3.0\">", "<uid>1</uid>", "<start-date>2026-01-05</start-date>", "</event>"),
            .kolab("▸<event>", "<uid>1</uid>", "<start-date>2026-01-05</start-date>", "</event>"),
        ],
        checks: [
            .kolabReader(["unknown-version": nil]),
            .kolabRemark(["version-missing": .warning]),
        ]
    )
}
