internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let timeOrder = Rule(
        "time-order",
        .error,
        "3.8.2.2",
        "What happens ends after it begins.",
        accepted: [.event("DTEND:20260105T100000Z")],
        flagged: [
            .event("DTEND:▸20260105T080000Z"),
            .event("DTEND:▸20260105T090000Z"),
            .todo("DTSTART:20260105T090000Z", "DUE:▸20260104T090000Z"),
        ],
        checks: [
            .component([.vevent, .vtodo, .vfreebusy, .vavailability, .available]) { frame, scope in
                let name: Name = frame.name == .vtodo ? .dateTimeDue : .dateTimeEnd
                guard let property = frame.first(name), let start = frame.start, let end = frame.time(name),
                    end.isOfKind(of: start)
                else { return }
                let isSameClock = start.sharesClock(with: end)
                let first = isSameClock ? start.civil.secondsSinceEpoch : scope.seconds(of: start)
                let last = isSameClock ? end.civil.secondsSinceEpoch : scope.seconds(of: end)
                if last < first {
                    scope.report("\(property.nameText) lies before DTSTART", at: scope.place(of: property))
                } else if last == first {
                    scope.report(
                        "\(property.nameText) equals DTSTART",
                        at: scope.place(of: property),
                        severity: .warning
                    )
                }
            }
        ]
    )
}
