internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabEndOrder = Rule(
        "kolab-end-order",
        .error,
        "Kolab 2.0 event",
        "An event does not end before it starts.",
        accepted: [.kolabEvent("<summary>Lunch</summary>")],
        flagged: [
            .kolabEvent("<start-date>2026-01-05</start-date>", "▸<end-date>2026-01-04</end-date>"),
            .kolabEvent(
                version: "1.1",
                #"<recurrence cycle="daily">"#,
                "<interval>1</interval>",
                #"<range type="number">5</range>"#,
                "<exclusion>2026-01-07<subevent>",
                "▸<end-date>2026-01-07T08:00:00Z</end-date>",
                "</subevent></exclusion>",
                "</recurrence>"
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
