internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabDuplicate = Rule(
        "kolab-duplicate",
        .warning,
        "Kolab 2.0 fields",
        "An element that may occur once does not occur twice.",
        accepted: [.kolabEvent("<summary>Lunch</summary>")],
        flagged: [
            .kolabEvent("<summary>Lunch</summary>", "▸<summary>Dinner</summary>"),
            .kolabEvent(
                #"<recurrence cycle="monthly" type="daynumber">"#,
                "<daynumber>5</daynumber>",
                "▸<daynumber>20</daynumber>",
                "</recurrence>"
            ),
            .kolabEvent(
                version: "1.1",
                #"<recurrence cycle="daily">"#,
                "<exclusion>2026-01-07<subevent>",
                "<summary>A</summary>",
                "▸<summary>B</summary>",
                "</subevent></exclusion>",
                "</recurrence>"
            ),
        ],
        checks: [
            .kolabReader(["duplicate-element": nil, "several-daynumbers": nil])
        ]
    )
}
