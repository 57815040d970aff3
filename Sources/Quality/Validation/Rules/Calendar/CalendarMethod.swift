internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let calendarMethod = Rule(
        "calendar-method",
        .warning,
        "RFC 5546 section 1.4",
        "RFC 5546 defines the METHOD for the components of the message.",
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
        flagged: [.calendar("METHOD:▸INVITE", "BEGIN:VTODO", "UID:1", "DTSTAMP:20260101T000000Z", "END:VTODO")],
        checks: [
            .calendar { calendar, context in
                guard let property = calendar.frame.first(.method), let method = calendar.method else { return }
                if !MethodTable.names.contains(method) {
                    return context.report(
                        "“\(property.rawValue.prefix(40))” is not a METHOD of RFC 5546",
                        at: context.place(of: property)
                    )
                }
                for item in calendar.items where MethodTable.row(method, context.tree.text(of: item.name)) == nil {
                    context.report(
                        "\(method) is not a method for \(context.tree.text(of: item.name))",
                        at: context.place(of: property)
                    )
                    return
                }
            }
        ]
    )
}
