internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabEndOrder = Rule(
        "kolab-end-order",
        .error,
        "Kolab 2.0 event",
        "An event does not end before it starts.",
        accepted: [.kolabEvent("<start-date>2026-01-05</start-date>", "<end-date>2026-01-05</end-date>")],
        flagged: [
            .kolabEvent("<start-date>2026-01-05</start-date>", "▸<end-date>2026-01-04</end-date>"),
            .kolabSeries(
                version: "1.1",
                "<exclusion>2026-01-07<subevent>",
                "▸<end-date>2026-01-07T08:00:00Z</end-date>",
                "</subevent></exclusion>"
            ),
            .kolabEvent(
                version: "1.1",
                #"<start-date tz="Europe/Berlin">2026-01-05T09:00:00</start-date>"#,
                #"▸<end-date tz="Asia/Tokyo">2026-01-05T16:00:00</end-date>"#
            ),
        ],
        checks: [
            .kolabReader(["end-before-start": nil])
        ]
    )
}
