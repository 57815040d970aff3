internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabTime = Rule(
        "kolab-time",
        .error,
        "Kolab 2.0 conventions",
        "A date is YYYY-MM-DD, a datetime YYYY-MM-DDThh:mm:ssZ.",
        accepted: [
            .kolabEvent("<start-date>2026-01-05T09:00:00Z</start-date>", "<end-date>2026-01-05T10:00:00Z</end-date>")
        ],
        flagged: [
            .kolabEvent("▸<start-date>tomorrow</start-date>"),
            .kolab(
                "<event version=\"1.0\">",
                "<uid>1</uid>",
                "▸<creation-date>2026-01-01</creation-date>",
                "<last-modification-date>2026-01-01T00:00:00Z</last-modification-date>",
                "<start-date>2026-01-05</start-date>",
                "</event>"
            ),
            .kolabSeries("▸<exclusion/>"),
            .kolabEvent(
                "▸<start-date>2026-01-05T09:00:00+00:00</start-date>",
                "<end-date>2026-01-05T10:00:00Z</end-date>"
            ),
        ],
        checks: [
            .kolabReader([
                "invalid-time": nil, "time-with-offset": .warning, "time-without-zulu": .warning,
                "time-respelt": .warning,
                "datetime-for-date": .warning, "date-for-datetime": .warning, "exclusion-without-date": nil,
            ])
        ]
    )
}
