internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let calendarMethodRequired = Rule(
        "calendar-method-required",
        .error,
        "RFC 5546 section 3",
        "A scheduling message has the properties that its METHOD needs.",
        remark:
            "A missing ORGANIZER under METHOD:PUBLISH, as in most feeds, is a warning; so are properties that programs usually omit when they exchange to-dos.",
        accepted: [
            .calendar(
                "METHOD:CANCEL",
                "BEGIN:VEVENT",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "DTSTART:20260105T090000Z",
                "ORGANIZER:mailto:anna@example.com",
                "SEQUENCE:1",
                "END:VEVENT"
            )
        ],
        flagged: [
            .calendar(
                "METHOD:CANCEL",
                "▸BEGIN:VEVENT",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "DTSTART:20260105T090000Z",
                "SEQUENCE:1",
                "END:VEVENT"
            )
        ],
        checks: [
            .calendar { calendar, context in
                // One cause for the whole calendar: the METHOD, or the program that leaves the property out.
                for (names, severity) in [(\MethodRow.required, Severity.error), (\.wanted, .warning)] {
                    context.forEachScheduledProperty(of: calendar, names) { name, text, row, components in
                        let missing = components.filter { $0.first(name) == nil }.map {
                            context.place(ofLine: $0.index)
                        }
                        context.report(
                            "METHOD:\(row.name) needs \(text) (RFC 5546 section \(row.section))",
                            atFirstOf: missing,
                            severity: severity
                        )
                    }
                }
            }
        ]
    )
}
