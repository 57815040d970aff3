internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabSubevent = Rule(
        "kolab-subevent",
        .error,
        "Kolab 2.1 (KEP 3)",
        "A subevent follows the date of its exclusion and has neither uid nor recurrence, nor a subevent.",
        accepted: [
            .kolabSeries(
                version: "1.1",
                "<exclusion>2026-01-07",
                "<subevent>",
                "<summary>Late lunch</summary>",
                "</subevent>",
                "</exclusion>"
            )
        ],
        flagged: [
            .kolabSeries(
                version: "1.1",
                "<exclusion>2026-01-07",
                "<subevent>",
                "▸<uid>2</uid>",
                "</subevent>",
                "</exclusion>"
            )
        ],
        checks: [
            .kolabReader(["subevent-content": nil, "exclusion-date-last": .warning])
        ]
    )
}
