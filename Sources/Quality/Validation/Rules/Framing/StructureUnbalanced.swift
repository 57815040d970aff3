internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let structureUnbalanced = Rule(
        "structure-unbalanced",
        .error,
        "3.4",
        "Every BEGIN has its END, and every END its BEGIN.",
        accepted: [Example.event("SUMMARY:Lunch").whole],
        flagged: [
            .calendar("BEGIN:VEVENT", "SUMMARY:Lunch", "▸END:VTODO", "END:VEVENT"),
            .calendar("BEGIN:VEVENT", "BEGIN:VALARM", "▸END:VEVENT"),
            .calendar("BEGIN:VTODO", "SUMMARY:Lunch", "▸END:VTOOD"),
            .calendar("BEGIN:VEVENT", "SUMMARY:Lunch", "▸END:VEVENT,UID=1"),
            .calendar("BEGIN:VEVENT", "SUMMARY:Lunch", "▸BEGIN:VEVENT", "SUMMARY:Tea", "END:VEVENT"),
            .document(
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "▸END:VCALENDAR",
                "BEGIN:VEVENT",
                "UID:1",
                "END:VEVENT",
                "END:VCALENDAR"
            ),
        ],
        checks: [
            .reader(["missing-end": nil, "stray-end": nil, "early-end": nil, "component-name": nil])
        ]
    )
}
