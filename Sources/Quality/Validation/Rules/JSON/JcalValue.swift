internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let jcalValue = Rule(
        "jcal-value",
        .error,
        "RFC 7265 section 3.6",
        "A value in jCal has the form of its type.",
        accepted: [
            .jCal(#"["vtodo", [["uid", {}, "text", "1"], ["dtstamp", {}, "date-time", "2026-01-01T00:00:00Z"]], []]"#)
        ],
        flagged: [
            .jCal(#"["vtodo", [["uid", {}, "text", "1"], ["dtstamp", {}, "date-time", ▸"20260101T000000Z"]], []]"#),
            .jCal(#"["vtodo", [["uid", {}, "text", ▸1], ["dtstamp", {}, "date-time", "2026-01-01T00:00:00Z"]], []]"#),
            .jCal(
                #"["vtodo", [["uid", {}, ▸"string", "1"], ["dtstamp", {}, "date-time", "2026-01-01T00:00:00Z"]], []]"#
            ),
        ],
        checks: [
            .jCalReader([
                "invalid-value": nil, "missing-field": nil, "control-character": nil, "unknown-value-type": .info,
            ])
        ]
    )
}
