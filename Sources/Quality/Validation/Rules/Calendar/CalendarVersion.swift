internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let calendarVersion = Rule(
        "calendar-version",
        .error,
        "3.7.4",
        "A calendar has VERSION:2.0, once.",
        accepted: [Example.event("SUMMARY:Lunch").whole],
        flagged: [
            .document(
                "▸BEGIN:VCALENDAR",
                "PRODID:-//Example//EN",
                "BEGIN:VTODO",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "END:VTODO",
                "END:VCALENDAR"
            ),
            .document(
                "BEGIN:VCALENDAR",
                "VERSION:▸1.0",
                "PRODID:-//Example//EN",
                "BEGIN:VTODO",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "END:VTODO",
                "END:VCALENDAR"
            ),
            .calendar("▸VERSION:2.0", "BEGIN:VTODO", "UID:1", "DTSTAMP:20260101T000000Z", "END:VTODO"),
            .vCalendarDocument(
                "BEGIN:VCALENDAR",
                "▸VERSION:1.0",
                "BEGIN:VEVENT",
                "UID:1",
                "DTSTART:20260105T090000Z",
                "END:VEVENT",
                "END:VCALENDAR"
            ),
        ],
        fixes: [.safe, .unsafe],
        checks: [
            // A calendar with that version is read as vCalendar.
            .reader(["vcalendar-version": .info]),
            .component([.vcalendar]) { frame, context in
                guard let version = frame.first(.version) else {
                    return context.report(
                        "no VERSION",
                        at: context.place(of: frame),
                        fix: context.inserting("VERSION:2.0", after: frame.begin, .unsafe)
                    )
                }
                let text = version.rawValue
                if text != "2.0", !text.hasSuffix(";2.0") {
                    context.report("VERSION is “\(text.prefix(40))”, not 2.0", at: context.place(of: version))
                }
                for repeated in frame.all(.version).dropFirst() {
                    context.report(
                        "VERSION occurs twice",
                        at: context.name(of: repeated),
                        fix: context.removing(repeated.index, repeated.rawValue == text ? .safe : .unsafe)
                    )
                }
            },
        ]
    )
}
