internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabTime = Rule(
        "kolab-time", .error, "Kolab 2.0 conventions",
        "A date is YYYY-MM-DD, a datetime YYYY-MM-DDThh:mm:ssZ.",
        accepted: [.kolabEvent("<summary>Lunch</summary>")],
        flagged: [
            .kolabEvent("▸<start-date>tomorrow</start-date>"),
            .kolabEvent("▸<start-date>2026-01-05T09:00:00+00:00</start-date>", "<end-date>2026-01-05T10:00:00Z</end-date>"),
        ],
        checks: [
            .reader([
                "invalid-time": nil, "time-with-offset": .warning, "time-without-zulu": .warning, "time-respelt": .warning,
                "datetime-for-date": .warning,
            ])
        ]
    )
}
