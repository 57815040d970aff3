internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let timeOrder = Rule(
        "time-order",
        .error,
        "3.8.2.2",
        "The end of a component is after its start.",
        remark: "An end that equals the start is a warning.",
        accepted: [.event("DTEND:20260105T100000Z")],
        flagged: [
            .event("DTEND:▸20260105T080000Z"),
            .event("DTEND:▸20260105T090000Z"),
            .todo("DTSTART:20260105T090000Z", "DUE:▸20260104T090000Z"),
        ],
        checks: [
            .component([.vevent, .vtodo, .vfreebusy, .vavailability, .available]) { frame, context in
                let name: Name = frame.name == .vtodo ? .dateTimeDue : .dateTimeEnd
                guard let property = frame.first(name), let start = frame.start, let end = frame.time(name),
                    end.isOfKind(of: start)
                else { return }
                let isSameClock = start.sharesClock(with: end)
                let first = isSameClock ? start.civil.secondsSinceEpoch : context.seconds(of: start)
                let last = isSameClock ? end.civil.secondsSinceEpoch : context.seconds(of: end)
                if last < first {
                    context.report("\(property.nameText) is before DTSTART", at: context.place(of: property))
                } else if last == first {
                    context.report(
                        "\(property.nameText) equals DTSTART",
                        at: context.place(of: property),
                        severity: .warning
                    )
                }
            }
        ]
    )
}
