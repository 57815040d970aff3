internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let calendarMethodMix = Rule(
        "calendar-method-mix",
        .error,
        "RFC 5546 section 1.4",
        "All components of a scheduling message are of one kind. If its METHOD requires it, there is only one component, or all have the same UID.",
        remark: "Several kinds under METHOD:PUBLISH are a warning, because programs publish whole calendars.",
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
                "BEGIN:VEVENT",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "DTSTART:20260105T090000Z",
                "ORGANIZER:mailto:anna@example.com",
                "SEQUENCE:1",
                "END:VEVENT",
                "▸BEGIN:VEVENT",
                "UID:2",
                "DTSTAMP:20260101T000000Z",
                "DTSTART:20260105T090000Z",
                "ORGANIZER:mailto:anna@example.com",
                "SEQUENCE:1",
                "END:VEVENT"
            ),
            .calendar(
                "METHOD:REFRESH",
                "BEGIN:VTODO",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "ATTENDEE:mailto:ben@example.com",
                "END:VTODO",
                "▸BEGIN:VTODO",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "RECURRENCE-ID:20260105T090000Z",
                "ATTENDEE:mailto:ben@example.com",
                "END:VTODO"
            ),
        ],
        checks: [
            .calendar { calendar, context in
                guard let method = calendar.method, let first = calendar.items.first else { return }
                if let other = calendar.items.first(where: { $0.name != first.name }) {
                    return context.report(
                        "METHOD:\(method) for \(context.tree.text(of: first.name)) and \(context.tree.text(of: other.name))",
                        at: context.place(ofLine: other.begin),
                        severity: method == "PUBLISH" ? .warning : nil
                    )
                }
                guard let row = MethodTable.row(method, context.tree.text(of: first.name)) else { return }
                switch row.extent {
                case .any: break
                case .oneUID:
                    guard let other = calendar.items.first(where: { $0.uid != first.uid }) else { return }
                    context.report("METHOD:\(method) for more than one UID", at: context.place(ofLine: other.begin))
                case .one:
                    guard calendar.items.count > 1 else { return }
                    context.report(
                        "METHOD:\(method) for more than one \(row.component)",
                        at: context.place(ofLine: calendar.items[1].begin)
                    )
                }
            }
        ]
    )
}
