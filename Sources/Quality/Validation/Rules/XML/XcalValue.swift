internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let xcalValue = Rule(
        "xcal-value",
        .error,
        "RFC 6321 section 3.6",
        "A value in xCal has the form of its type.",
        accepted: [
            .xCal(
                "<vtodo><properties><uid><text>1</text></uid><dtstamp><date-time>2026-01-01T00:00:00Z</date-time></dtstamp></properties></vtodo>"
            )
        ],
        flagged: [
            .xCal(
                "<vtodo>",
                "<properties>",
                "<uid><text>1</text></uid>",
                "<dtstamp>",
                "<date-time>▸20260101</date-time>",
                "</dtstamp>",
                "</properties>",
                "</vtodo>"
            )
        ],
        checks: [
            .reader([
                "invalid-value": nil, "mixed-value-types": nil, "missing-field": nil, "duration-unreadable": nil,
                // Forms of the drafts before RFC 6321, which the reader understands.
                "date-form": .warning, "date-without-value": .warning, "value-form": .warning, "word-form": .warning,
                "duration-form": .warning, "fraction-dropped": .warning, "offset-from-utc": .warning,
                "relative-url": .warning,
                "address-without-scheme": .warning, "name-without-address": .warning,
            ])
        ]
    )
}
