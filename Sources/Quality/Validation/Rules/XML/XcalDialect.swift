internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let xcalDialect = Rule(
        "xcal-dialect",
        .warning,
        "RFC 6321 section 3",
        "xCal is in the form of RFC 6321, not in that of an earlier draft or of a web feed.",
        accepted: [
            .xCal(
                "<vtodo><properties><uid><text>1</text></uid><dtstamp><date-time>2026-01-01T00:00:00Z</date-time></dtstamp></properties></vtodo>"
            )
        ],
        flagged: [
            .xml(
                #"<iCalendar xmlns:xCal="urn:ietf:params:xml:ns:xcal">"#,
                "▸<vcalendar>",
                "<vevent>",
                "<uid>1</uid>",
                "<dtstart>20260105T090000Z</dtstart>",
                "</vevent>",
                "</vcalendar>",
                "</iCalendar>"
            )
        ],
        checks: [
            .reader([
                "legacy-dialect": nil, "document-type": nil, "element-case": nil, "namespace-unknown": nil,
                "missing-namespace": nil,
                "feed-item": nil, "name-form": nil, "method-in-component": nil, "method-conflict": nil,
                "summary-hyphen": .info,
                "empty-property": .info, "white-space-trimmed": .info, "markup-in-text": nil,
                "parameters-after-value": nil,
                "several-values": nil, "surroundings-dropped": .info, "feed-word-unused": .info,
            ])
        ]
    )
}
