internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabNumber = Rule(
        "kolab-number",
        .error,
        "Kolab 2.0 fields",
        "alarm, priority, completed and the numbers of alarms are whole numbers within their limits.",
        accepted: [.kolabEvent("<alarm>15</alarm>")],
        flagged: [
            .kolabEvent("▸<alarm>soon</alarm>"),
            .kolabEvent("▸<alarm>1000000000000000000</alarm>"),
            .kolabEvent(
                "<advanced-alarms><alarm type=\"display\">▸<end-offset>1000000000000000000</end-offset></alarm></advanced-alarms>"
            ),
            .kolab(
                "<task version=\"1.0\">",
                "<uid>1</uid>",
                "<creation-date>2026-01-01T00:00:00Z</creation-date>",
                "<last-modification-date>2026-01-01T00:00:00Z</last-modification-date>",
                "▸<completed>120</completed>",
                "</task>"
            ),
        ],
        checks: [
            // Priorities of 6 to 9 are those of KEP 8.
            .kolabReader(["invalid-number": nil, "invalid-alarm": nil])
        ]
    )
}
