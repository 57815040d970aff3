internal import CalendarDiagnostics
internal import ICalendar
internal import TimeZones

extension Rule {
    static let timeFold = Rule(
        "time-fold",
        .warning,
        "3.3.5",
        "No time is one that the clocks of its zone show twice.",
        accepted: [.berlinEvent("DTSTART;TZID=Europe/Berlin:20261025T033000")],
        flagged: [.berlinEvent("DTSTART;TZID=Europe/Berlin:▸20261025T023000")],
        checks: [
            .component([.vevent, .vtodo, .vjournal]) { frame, context in
                for time in context.zonedTimes(of: frame) {
                    guard case .overlap = time.resolution else { continue }
                    context.report(
                        "a time that the clocks show twice in \(time.zone)",
                        at: context.place(of: time.property)
                    )
                }
            }
        ]
    )
}
