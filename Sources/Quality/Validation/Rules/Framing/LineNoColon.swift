internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let lineNoColon = Rule(
        "line-no-colon",
        .error,
        "3.1",
        "A content line is a name, perhaps parameters, a colon and a value; what continues it begins with a blank.",
        accepted: [.event("SUMMARY:Lunch", " with Anna")],
        flagged: [
            .event("SUMMARY:Lunch", "▸with Anna"),
            .event("▸SUMMARY Lunch"),
        ],
        checks: [
            .reader(["malformed-line": nil, "raw-line-break": nil])
        ]
    )
}
