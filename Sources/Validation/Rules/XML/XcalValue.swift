internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let xcalValue = Rule(
        "xcal-value", .error, "RFC 6321 section 3.6",
        "A value in xCal has the form of its type.",
        accepted: [
            .xCal("<vtodo><properties><uid><text>1</text></uid><dtstamp><date-time>2026-01-01T00:00:00Z</date-time></dtstamp></properties></vtodo>"),
        ],
        flagged: [
            .xCal("<vtodo>", "<properties>", "<uid><text>1</text></uid>", "<dtstamp>", "<date-time>▸20260101</date-time>", "</dtstamp>", "</properties>", "</vtodo>"),
        ],
        checks: [
            .reader(["invalid-value": nil, "mixed-value-types": nil, "missing-value": nil, "missing-field": nil])
        ]
    )
}
