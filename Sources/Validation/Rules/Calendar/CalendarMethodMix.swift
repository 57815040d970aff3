internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let calendarMethodMix = Rule(
        "calendar-method-mix", .error, "RFC 5546 section 1.4",
        "A scheduling message has components of one kind, and of one UID where its METHOD says so.",
        accepted: [
            .calendar("METHOD:CANCEL", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", "DTSTART:20260105T090000Z", "ORGANIZER:mailto:anna@example.com", "SEQUENCE:1", "END:VEVENT"),
        ],
        flagged: [
            .calendar("METHOD:CANCEL", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", "DTSTART:20260105T090000Z", "ORGANIZER:mailto:anna@example.com", "SEQUENCE:1", "END:VEVENT", "▸BEGIN:VEVENT", "UID:2", "DTSTAMP:20260101T000000Z", "DTSTART:20260105T090000Z", "ORGANIZER:mailto:anna@example.com", "SEQUENCE:1", "END:VEVENT"),
        ],
        checks: [
            .calendar { calendar, scope in
                guard let method = calendar.method, let first = calendar.items.first else { return }
                if let other = calendar.items.first(where: { $0.name != first.name }) {
                    return scope.report(
                        "METHOD:\(method) over \(scope.tree.text(of: first.name)) and \(scope.tree.text(of: other.name))",
                        at: scope.place(ofLine: other.begin))
                }
                guard let row = MethodTable.row(method, scope.tree.text(of: first.name)), row.hasOneUID,
                    let other = calendar.items.first(where: { $0.uid != first.uid })
                else { return }
                scope.report("METHOD:\(method) over more than one UID", at: scope.place(ofLine: other.begin))
            }
        ]
    )
}
