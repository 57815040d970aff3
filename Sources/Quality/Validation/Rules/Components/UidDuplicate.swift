internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let uidDuplicate = Rule(
        "uid-duplicate",
        .error,
        "3.8.4.7",
        "Components of one UID differ in their RECURRENCE-ID.",
        accepted: [
            .calendar(
                "BEGIN:VTODO",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "END:VTODO",
                "BEGIN:VTODO",
                "UID:2",
                "DTSTAMP:20260101T000000Z",
                "END:VTODO"
            )
        ],
        flagged: [
            .calendar(
                "BEGIN:VTODO",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "END:VTODO",
                "▸BEGIN:VTODO",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "END:VTODO"
            )
        ],
        checks: [
            .calendar { calendar, context in
                guard calendar.masters.count < calendar.items.count(where: { $0.recurrenceID == nil }) else { return }
                for (index, item) in calendar.items.enumerated() where !item.uid.isEmpty && item.recurrenceID == nil {
                    if calendar.masters[item.uid] == index { continue }
                    context.report(
                        "a second \(context.tree.text(of: item.name)) with UID \(item.uid)",
                        at: context.place(ofLine: item.begin)
                    )
                }
            }
        ]
    )
}
