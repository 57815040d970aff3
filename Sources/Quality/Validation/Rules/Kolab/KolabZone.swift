internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabZone = Rule(
        "kolab-zone",
        .warning,
        "Kolab 2.1 (KEP 2)",
        "A tz attribute is an IANA time zone name, and its time is local there.",
        accepted: [
            .kolabEvent(
                version: "1.1",
                #"<start-date tz="Europe/Berlin">2026-01-05T09:00:00</start-date>"#,
                #"<end-date tz="Europe/Berlin">2026-01-05T10:00:00</end-date>"#
            )
        ],
        flagged: [
            .kolabEvent(
                version: "1.1",
                #"▸<start-date tz="Mars/Olympus">2026-01-05T09:00:00</start-date>"#,
                #"<end-date tz="Europe/Berlin">2026-01-05T10:00:00</end-date>"#
            ),
            .kolabEvent(
                version: "1.1",
                #"▸<start-date tz="Europe/Berlin">2026-01-05T09:00:00Z</start-date>"#,
                #"<end-date tz="Europe/Berlin">2026-01-05T10:00:00</end-date>"#
            ),
        ],
        checks: [
            .kolabReader([
                "unknown-time-zone": .error, "zone-name-resolved": nil, "ambiguous-zulu": nil, "offset-disagrees": nil,
            ])
        ]
    )
}
