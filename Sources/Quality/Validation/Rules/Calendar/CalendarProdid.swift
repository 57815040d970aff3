internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let calendarProdid = Rule(
        "calendar-prodid",
        .error,
        "3.7.3",
        "A calendar names the program that wrote it, once.",
        accepted: [Example.event("SUMMARY:Lunch").whole],
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
            .component([.vcalendar]) { frame, context in
                guard let identifier = frame.first(.productIdentifier) else {
                    return context.report(
                        "no PRODID",
                        at: context.place(of: frame),
                        fix: context.inserting("PRODID:-//Unknown//EN", after: frame.begin, .unsafe)
                    )
                }
                if identifier.line.valueStart == identifier.line.valueEnd {
                    context.report(
                        "an empty PRODID",
                        at: context.place(of: identifier),
                        fix: context.replacing(identifier, by: "-//Unknown//EN", .unsafe)
                    )
                }
                for repeated in frame.all(.productIdentifier).dropFirst() {
                    context.report(
                        "PRODID occurs twice",
                        at: context.name(of: repeated),
                        fix: context.removing(repeated.index, .unsafe)
                    )
                }
            }
        ]
    )
}
