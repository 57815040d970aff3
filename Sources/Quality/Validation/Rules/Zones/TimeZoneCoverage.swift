internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let timeZoneCoverage = Rule(
        "time-zone-coverage",
        .warning,
        "3.6.5",
        "The definition of a zone begins before the times that use it.",
        accepted: [Example.berlinEvent("DTSTART;TZID=Europe/Berlin:20260105T090000").whole],
        flagged: [.berlinEvent("DTSTART;TZID=Europe/Berlin:▸19710105T090000")],
        checks: [
            .calendar { calendar, context in
                for zone in calendar.definitions.keys.map(\.text) {
                    guard let use = calendar.uses[zone]?.earliest, let first = calendar.firstOnset(of: zone),
                        use.time < first
                    else { continue }
                    let property = Property(tree: context.tree, index: use.line)
                    context.report(
                        "a time before \(first), where the definition of \(zone) begins",
                        at: context.place(of: property)
                    )
                }
            }
        ]
    )
}
