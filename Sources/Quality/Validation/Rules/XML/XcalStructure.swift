internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let xcalStructure = Rule(
        "xcal-structure",
        .error,
        "RFC 6321 section 3",
        "The elements of xCal are where its schema allows them.",
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
                "<dtstamp><date-time>2026-01-01T00:00:00Z</date-time></dtstamp>",
                "</properties>",
                "▸<summary><text>Lunch</text></summary>",
                "</vtodo>"
            )
        ],
        checks: [
            .reader([
                "missing-icalendar": nil, "missing-components": nil, "missing-properties": nil, "missing-value": nil,
                "unexpected-element": nil, "element-name": nil, "rule-separator": nil,
                "attribute-ignored": .warning, "foreign-element-dropped": .warning, "foreign-element-moved": .warning,
                "stray-text": .warning,
                "part-repeated": nil,
            ])
        ]
    )
}
