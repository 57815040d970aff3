internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabSubevent = Rule(
        "kolab-subevent",
        .error,
        "Kolab 2.1 (KEP 3)",
        "A subevent follows the date of its exclusion and has neither uid nor recurrence, nor a subevent.",
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
                "<exclusion>2026-01-07",
                "<subevent>",
                "▸<uid>2</uid>",
                "</subevent>",
                "</exclusion>",
                "</recurrence>"
            )
        ],
        checks: [
            .kolabReader(["subevent-content": nil, "exclusion-date-last": .warning])
        ]
    )
}
