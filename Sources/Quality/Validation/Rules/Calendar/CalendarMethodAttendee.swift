internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let calendarMethodAttendee = Rule(
        "calendar-method-attendee",
        .error,
        "RFC 5546 section 3.2.3",
        "A reply, or a request to send something again, speaks for one attendee.",
        accepted: [
            .calendar(
                "METHOD:REPLY",
                "BEGIN:VEVENT",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "DTSTART:20260105T090000Z",
                "ORGANIZER:mailto:anna@example.com",
                "ATTENDEE:mailto:ben@example.com",
                "END:VEVENT"
            )
        ],
        flagged: [
            .calendar(
                "METHOD:REPLY",
                "BEGIN:VEVENT",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "DTSTART:20260105T090000Z",
                "ORGANIZER:mailto:anna@example.com",
                "ATTENDEE:mailto:ben@example.com",
                "▸ATTENDEE:mailto:cem@example.com",
                "END:VEVENT"
            )
        ],
        checks: [
            .calendar { calendar, context in
                context.forEachScheduledItem(of: calendar) { method, row, component in
                    guard row.isOfOneAttendee else { return }
                    // An attendee who answers for another names that one as the delegator (RFC 5546 §4.2.6).
                    let attendees = component.all(.attendee).filter { $0.parameter(.delegatedTo) == nil }
                    guard attendees.count > 1 else { return }
                    context.report(
                        "METHOD:\(method) with \(attendees.count) attendees",
                        at: context.name(of: attendees[1])
                    )
                }
            }
        ]
    )
}
