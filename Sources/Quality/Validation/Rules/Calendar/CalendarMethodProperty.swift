internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let calendarMethodProperty = Rule(
        "calendar-method-property",
        .error,
        "RFC 5546 section 3",
        "A scheduling message has no property and no alarm that its METHOD forbids.",
        remark: "Under METHOD:PUBLISH it is a warning: most feeds have attendees and alarms.",
        accepted: [
            .calendar(
                "METHOD:PUBLISH",
                "BEGIN:VEVENT",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "DTSTART:20260105T090000Z",
                "ORGANIZER:mailto:anna@example.com",
                "SUMMARY:Lunch",
                "END:VEVENT"
            )
        ],
        flagged: [
            .calendar(
                "METHOD:PUBLISH",
                "BEGIN:VEVENT",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "DTSTART:20260105T090000Z",
                "ORGANIZER:mailto:anna@example.com",
                "SUMMARY:Lunch",
                "▸ATTENDEE:mailto:ben@example.com",
                "END:VEVENT"
            ),
            .calendar(
                "METHOD:CANCEL",
                "BEGIN:VTODO",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "ORGANIZER:mailto:anna@example.com",
                "SEQUENCE:1",
                "▸BEGIN:VALARM",
                "ACTION:AUDIO",
                "TRIGGER;VALUE=DATE-TIME:20260105T090000Z",
                "END:VALARM",
                "END:VTODO"
            ),
        ],
        checks: [
            .calendar { calendar, context in
                context.forEachScheduledProperty(of: calendar, \.forbidden) { name, text, row, components in
                    let present = components.compactMap { component in
                        let part = component.components.first { $0.name == name }.map {
                            context.place(ofLine: $0.index)
                        }
                        return part ?? component.first(name).map { context.name(of: $0) }
                    }
                    context.report(
                        "METHOD:\(row.name) allows no \(text) (RFC 5546 section \(row.section))",
                        atFirstOf: present,
                        severity: row.isPublishing ? .warning : nil
                    )
                }
            }
        ]
    )
}
