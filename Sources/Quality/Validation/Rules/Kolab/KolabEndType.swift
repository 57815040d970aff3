internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabEndType = Rule(
        "kolab-end-type",
        .warning,
        "Kolab 2.0 event",
        "start-date and end-date are both dates or both datetimes.",
        accepted: [.kolabEvent("<start-date>2026-01-05</start-date>", "<end-date>2026-01-06</end-date>")],
        flagged: [.kolabEvent("<start-date>2026-01-05T09:00:00Z</start-date>", "▸<end-date>2026-01-06</end-date>")],
        checks: [
            .kolabReader(["end-type": nil])
        ]
    )
}
