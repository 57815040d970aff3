internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let calendarMethodProperty = Rule(
        "calendar-method-property", .error, "RFC 5546 section 3",
        "A scheduling message has no property that its METHOD forbids.",
        accepted: [
            .calendar("METHOD:PUBLISH", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", "DTSTART:20260105T090000Z", "ORGANIZER:mailto:anna@example.com", "SUMMARY:Lunch", "END:VEVENT"),
        ],
        flagged: [
            .calendar("METHOD:PUBLISH", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", "DTSTART:20260105T090000Z", "ORGANIZER:mailto:anna@example.com", "SUMMARY:Lunch", "▸ATTENDEE:mailto:ben@example.com", "END:VEVENT"),
        ],
        checks: [
            .calendar { calendar, scope in
                scope.forEachScheduledItem(of: calendar) { method, row, component in
                    for text in row.forbidden {
                        guard let name = Name(known: text), let property = component.first(name) else { continue }
                        scope.report(
                            "METHOD:\(method) has no \(text) (RFC 5546 section \(row.section))", at: scope.name(of: property))
                    }
                }
            }
        ]
    )
}
