internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let structureUnbalanced = Rule(
        "structure-unbalanced", .error, "3.4",
        "Every BEGIN has its END, and every END its BEGIN.",
        accepted: [.event("SUMMARY:Lunch")],
        flagged: [
            .calendar("BEGIN:VEVENT", "SUMMARY:Lunch", "▸END:VTODO", "END:VEVENT"),
            .calendar("BEGIN:VEVENT", "BEGIN:VALARM", "▸END:VEVENT"),
        ],
        checks: [
            .reader(["missing-end": nil, "stray-end": nil])
        ]
    )
}
