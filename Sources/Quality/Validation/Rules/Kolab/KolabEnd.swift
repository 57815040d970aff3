internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabEnd = Rule(
        "kolab-end",
        .info,
        "Kolab 2.0 event",
        "An event has an end-date, and whole days are dates.",
        accepted: [
            .kolabEvent("<start-date>2026-01-05T09:00:00Z</start-date>", "<end-date>2026-01-05T10:00:00Z</end-date>")
        ],
        flagged: [
            .kolabEvent("▸<start-date>2026-01-05T09:00:00Z</start-date>"),
            .kolabEvent("▸<start-date>2026-01-05T00:00:00Z</start-date>", "<end-date>2026-01-06T00:00:00Z</end-date>"),
        ],
        checks: [
            .kolabRemark(["end-missing": nil, "midnight-to-midnight": nil])
        ]
    )
}
