internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabSubeventDuplicate = Rule(
        "kolab-subevent-duplicate",
        .error,
        "Kolab 2.1 (KEP 3)",
        "An exclusion has no more than one subevent.",
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
                "▸<exclusion>2026-01-07",
                "<subevent>",
                "<summary>Late lunch</summary>",
                "</subevent>",
                "<subevent>",
                "<summary>Early</summary>",
                "</subevent>",
                "</exclusion>"
            )
        ],
        checks: [
            .kolabReader(["duplicate-subevent": nil])
        ]
    )
}
