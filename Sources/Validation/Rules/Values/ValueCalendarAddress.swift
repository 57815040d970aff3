internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueCalendarAddress = Rule(
        "value-calendar-address", .warning, "3.3.3",
        "The address of a person is a URI, mostly one with mailto.",
        accepted: [.event("ATTENDEE:mailto:anna@example.com")],
        flagged: [
            .event("ATTENDEE:▸anna@example.com"),
            .event("ATTENDEE;CUTYPE=ROOM:mailto:Large▸ Room@example.com"),
        ],
        fixes: [.unsafe],
        checks: [
            .brokenValue([.calendarAddress]) { property, _, scope in
                let text = property.rawValue
                let isAddress = text.contains("@") && !text.contains(" ")
                scope.report(
                    "“\(text.prefix(60))” is no address with a scheme", at: scope.place(of: property),
                    fix: isAddress ? scope.replacing(property, by: "mailto:\(text)", .unsafe) : [])
            },
            .charactersOfURI(in: [.calendarAddress]),
        ]
    )
}
