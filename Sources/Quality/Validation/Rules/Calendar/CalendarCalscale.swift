internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let calendarCalscale = Rule(
        "calendar-calscale",
        .error,
        "3.7.1",
        "The calendar scale is GREGORIAN.",
        accepted: [
            .calendar("CALSCALE:GREGORIAN", "BEGIN:VTODO", "UID:1", "DTSTAMP:20260101T000000Z", "END:VTODO")
        ],
        flagged: [.calendar("CALSCALE:▸JULIAN", "BEGIN:VTODO", "UID:1", "DTSTAMP:20260101T000000Z", "END:VTODO")],
        checks: [
            .property([.calendarScale]) { property, context in
                if !property.withValue({ $0.isWord("GREGORIAN") }) {
                    context.report(
                        "“\(property.rawValue.prefix(40))” is not a known calendar scale",
                        at: context.place(of: property)
                    )
                }
            }
        ]
    )
}
