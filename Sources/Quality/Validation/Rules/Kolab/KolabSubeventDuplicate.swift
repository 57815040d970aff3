internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabSubeventDuplicate = Rule(
        "kolab-subevent-duplicate",
        .error,
        "Kolab 2.1 (KEP 3)",
        "An exclusion has no more than one subevent.",
        accepted: [
            .kolabEvent(
                version: "1.1",
                #"<recurrence cycle="daily">"#,
                "<interval>1</interval>",
                #"<range type="number">5</range>"#,
                "<exclusion>2026-01-07",
                "<subevent>",
                "<summary>Late lunch</summary>",
                "</subevent>",
                "</exclusion>",
                "</recurrence>"
            )
        ],
        flagged: [
            .kolabEvent(
                version: "1.1",
                #"<recurrence cycle="daily">"#,
                "<interval>1</interval>",
                #"<range type="number">5</range>"#,
                "▸<exclusion>2026-01-07",
                "<subevent>",
                "<summary>Late lunch</summary>",
                "</subevent>",
                "<subevent>",
                "<summary>Early</summary>",
                "</subevent>",
                "</exclusion>",
                "</recurrence>"
            )
        ],
        checks: [
            .kolabReader(["duplicate-subevent": nil])
        ]
    )
}
