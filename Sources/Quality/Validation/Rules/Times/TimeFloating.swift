internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let timeFloating = Rule(
        "time-floating",
        .info,
        "3.3.5",
        "A time has a zone, unless it is meant in each reader's own zone; Outlook refuses times without one.",
        accepted: [.event("DTSTART:20260105T090000Z")],
        flagged: [.event("DTSTART:▸20260105T090000"), .todo("DUE:▸20260105T090000")],
        checks: [
            .component([.vevent, .vtodo, .vjournal]) { frame, context in
                guard let time = frame.start ?? frame.time(.dateTimeDue), time.isFloating,
                    let property = frame.first(.dateTimeStart) ?? frame.first(.dateTimeDue)
                else { return }
                context.report("a time without a zone", at: context.place(of: property))
            }
        ]
    )
}
