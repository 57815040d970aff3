internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let xcalType = Rule(
        "xcal-type",
        .error,
        "RFC 6321 section 3.4",
        "A value in xCal is in the element of its type.",
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
                "<summary>▸Lunch</summary>",
                "</properties>",
                "</vtodo>"
            )
        ],
        checks: [
            .reader(["missing-value-type": nil, "unknown-value-type": nil])
        ]
    )
}
