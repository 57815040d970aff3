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
                scope.forEachZonedTime(of: frame) { property, zone, resolution in
                    guard case .overlap = resolution else { return }
                    scope.report("a time that the clocks show twice in \(zone)", at: scope.place(of: property))
                }
            }
        ]
    )
}
