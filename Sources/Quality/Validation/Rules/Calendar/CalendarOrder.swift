internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let calendarOrder = Rule(
        "calendar-order",
        .warning,
        "3.6",
        "The properties of a calendar precede its components.",
        accepted: [
            .calendar("CALSCALE:GREGORIAN", "BEGIN:VTODO", "UID:1", "DTSTAMP:20260101T000000Z", "END:VTODO")
        ],
        flagged: [
            .calendar("BEGIN:VTODO", "UID:1", "DTSTAMP:20260101T000000Z", "END:VTODO", "▸CALSCALE:GREGORIAN")
        ],
        checks: [
            .calendarTextProperty { property, context in
                if !context.frame.children.isEmpty {
                    context.report("\(property.nameText) follows a component", at: context.name(of: property))
                }
            }
        ]
    )
}
