internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let jcalStructure = Rule(
        "jcal-structure",
        .error,
        "RFC 7265 section 3",
        "In jCal a component is an array of a name and two arrays; a property is an array of a name, parameters, a type and values.",
        accepted: [
            .jCal(#"["vtodo", [["uid", {}, "text", "1"], ["dtstamp", {}, "date-time", "2026-01-01T00:00:00Z"]], []]"#)
        ],
        flagged: [
            .jCal(
                #"["vtodo", [["uid", {}, "text", "1"], ["dtstamp", {}, "date-time", "2026-01-01T00:00:00Z"]], [], ▸1]"#
            ),
            .jCal(
                #"["vtodo", [["uid", {}, "text", "1"], ["dtstamp", {}, "date-time", "2026-01-01T00:00:00Z"], ▸["summary", {}, "text"]], []]"#
            ),
        ],
        checks: [
            .jCalReader([
                "missing-icalendar": nil, "missing-part": nil, "unexpected-element": nil, "missing-value": nil,
                "several-values": nil, "line-break": nil, "rule-separator": nil,
                "duplicate-key": nil, "name-character": nil, "name-case": .warning,
            ])
        ]
    )
}
