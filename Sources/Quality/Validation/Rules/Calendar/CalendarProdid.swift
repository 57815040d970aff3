internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let calendarProdid = Rule(
        "calendar-prodid",
        .error,
        "3.7.3",
        "A calendar names the program that wrote it, once.",
        accepted: [.event("SUMMARY:Lunch")],
        flagged: [
            .document(
                "▸BEGIN:VCALENDAR",
                "VERSION:2.0",
                "BEGIN:VTODO",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "END:VTODO",
                "END:VCALENDAR"
            ),
            .document(
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "▸PRODID:",
                "BEGIN:VTODO",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "END:VTODO",
                "END:VCALENDAR"
            ),
            .calendar("▸PRODID:-//Other//EN", "BEGIN:VTODO", "UID:1", "DTSTAMP:20260101T000000Z", "END:VTODO"),
        ],
        fixes: [.unsafe],
        checks: [
            .component([.vcalendar]) { frame, scope in
                guard let identifier = frame.first(.productIdentifier) else {
                    return scope.report(
                        "no PRODID",
                        at: scope.place(of: frame),
                        fix: scope.inserting("PRODID:-//Unknown//EN", after: frame.begin, .unsafe)
                    )
                }
                if identifier.line.valueStart == identifier.line.valueEnd {
                    scope.report(
                        "an empty PRODID",
                        at: scope.place(of: identifier),
                        fix: scope.replacing(identifier, by: "-//Unknown//EN", .unsafe)
                    )
                }
                for repeated in frame.all(.productIdentifier).dropFirst() {
                    scope.report(
                        "PRODID stands twice",
                        at: scope.name(of: repeated),
                        fix: scope.removing(repeated.index, .unsafe)
                    )
                }
            }
        ]
    )
}
