internal import CalendarDiagnostics
internal import ICalendar
internal import TimeZones

extension Rule {
    static let timeFold = Rule(
        "time-fold", .warning, "3.3.5",
        "No time is one that the clocks of its zone show twice.",
        accepted: [.berlinEvent("DTSTART;TZID=Europe/Berlin:20261025T033000")],
        flagged: [.berlinEvent("DTSTART;TZID=Europe/Berlin:▸20261025T023000")],
        checks: [
            .component([.vevent, .vtodo, .vjournal]) { frame, scope in
                for name in [Name.dateTimeStart, .dateTimeEnd, .dateTimeDue, .recurrenceID] {
                    guard let property = frame.first(name), property.line.parameterCount > 0, let time = property.time,
                        case .zoned(let zone) = time.form, let rules = scope.rules(of: zone)
                    else { continue }
                    if case .overlap = rules.resolve(time.civil) {
                        scope.report("a time that the clocks show twice in \(zone)", at: scope.place(of: property))
                    }
                }
            }
        ]
    )
}
