internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let jsonEncoding = Rule(
        "json-encoding",
        .error,
        "RFC 8259 section 8.1",
        "JSON is in UTF-8, and its escapes are whole characters.",
        accepted: [
            .jCal(#"["vtodo", [["uid", {}, "text", "1"], ["dtstamp", {}, "date-time", "2026-01-01T00:00:00Z"]], []]"#)
        ],
        flagged: [
            .jCal(
                "[\"vtodo\", [[\"uid\", {}, \"text\", \"1\"], [\"dtstamp\", {}, \"date-time\", \"2026-01-01T00:00:00Z\"], [\"summary\", {}, \"text\", ▸\"B\u{E0FC}ro\"]], []]"
            )
        ],
        checks: [
            .jCalReader([
                "invalid-utf8": nil, "lone-surrogate": .warning,
            ])
        ]
    )
}
