internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabVersionContent = Rule(
        "kolab-version-content",
        .warning,
        "Kolab 2.1 (KEP 2, KEP 3)",
        "An object with content of 2.1, a tz attribute or a subevent, has a version above 1.0.",
        accepted: [
            Example.kolabEvent(
                version: "1.1",
                #"<start-date tz="Europe/Berlin">2026-01-05T09:00:00</start-date>"#,
                #"<end-date tz="Europe/Berlin">2026-01-05T10:00:00</end-date>"#
            ).whole
        ],
        flagged: [
            Example.kolabEvent(
                #"▸<start-date tz="Europe/Berlin">2026-01-05T09:00:00</start-date>"#,
                #"<end-date tz="Europe/Berlin">2026-01-05T10:00:00</end-date>"#
            ).whole
        ],
        checks: [
            .kolabRemark(["content-beyond-version": nil])
        ]
    )
}
