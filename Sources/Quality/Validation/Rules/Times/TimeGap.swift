internal import CalendarDiagnostics
internal import ICalendar
internal import TimeZones

extension Rule {
    static let timeGap = Rule(
        "time-gap",
        .warning,
        "3.3.5",
        "No time is one that the clocks of its zone skip.",
        accepted: [.berlinEvent("DTSTART;TZID=Europe/Berlin:20260329T033000")],
        flagged: [.berlinEvent("DTSTART;TZID=Europe/Berlin:▸20260329T023000")],
        checks: [
            .component([.vevent, .vtodo, .vjournal]) { frame, context in
                for time in context.zonedTimes(of: frame) {
                    guard case .gap = time.resolution else { continue }
                    context.report("a time that the clocks skip in \(time.zone)", at: context.place(of: time.property))
                }
            }
        ]
    )
}
