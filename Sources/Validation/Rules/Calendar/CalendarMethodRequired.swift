internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let calendarMethodRequired = Rule(
        "calendar-method-required", .error, "RFC 5546 section 3",
        "A scheduling message has the properties that its METHOD needs.",
        accepted: [
            .calendar("METHOD:CANCEL", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", "DTSTART:20260105T090000Z", "ORGANIZER:mailto:anna@example.com", "SEQUENCE:1", "END:VEVENT"),
        ],
        flagged: [
            .calendar("METHOD:CANCEL", "▸BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", "DTSTART:20260105T090000Z", "SEQUENCE:1", "END:VEVENT"),
        ],
        checks: [
            .calendar { calendar, scope in
                scope.forEachScheduledItem(of: calendar) { method, row, component in
                    for text in row.required {
                        guard let name = Name(known: text), component.first(name) == nil else { continue }
                        scope.report(
                            "METHOD:\(method) needs \(text) (RFC 5546 section \(row.section))", at: scope.place(ofLine: component.index))
                    }
                }
            }
        ]
    )
}
