internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let structureTrailing = Rule(
        "structure-trailing",
        .error,
        "3.4",
        "No property is outside VCALENDAR.",
        accepted: [Example.event("SUMMARY:Lunch").whole],
        flagged: [.document("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR", "▸SUMMARY:Lunch")],
        checks: [
            .reader(["outside-calendar": nil])
        ]
    )
}
