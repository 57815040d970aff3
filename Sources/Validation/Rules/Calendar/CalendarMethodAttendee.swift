internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let calendarMethodAttendee = Rule(
        "calendar-method-attendee", .error, "RFC 5546 section 3.2.3",
        "A reply speaks for one attendee.",
        accepted: [
            .calendar("METHOD:REPLY", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", "DTSTART:20260105T090000Z", "ORGANIZER:mailto:anna@example.com", "ATTENDEE:mailto:ben@example.com", "END:VEVENT"),
        ],
        flagged: [
            .calendar("METHOD:REPLY", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", "DTSTART:20260105T090000Z", "ORGANIZER:mailto:anna@example.com", "ATTENDEE:mailto:ben@example.com", "▸ATTENDEE:mailto:cem@example.com", "END:VEVENT"),
        ],
        checks: [
            .calendar { calendar, scope in
                guard calendar.method == "REPLY" else { return }
                // RFC 5546 §3.4.3 allows several in the reply to a to-do.
                for item in calendar.items where item.name != .vtodo {
                    let attendees = Component(tree: scope.tree, index: item.begin).all(.attendee)
                    guard attendees.count > 1 else { continue }
                    scope.report("a reply of \(attendees.count) attendees", at: scope.name(of: attendees[1]))
                }
            }
        ]
    )
}
