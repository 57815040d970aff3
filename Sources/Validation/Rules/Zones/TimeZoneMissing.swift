internal import CalendarDiagnostics
internal import ICalendar
internal import TimeZones

extension Rule {
    static let timeZoneMissing = Rule(
        "time-zone-missing", .warning, "3.2.19",
        "Every TZID that is used has a VTIMEZONE.",
        accepted: [.berlinEvent("DTSTART;TZID=Europe/Berlin:20260105T090000")],
        flagged: [
            .event("DTSTART;▸TZID=Europe/Berlin:20260105T090000"),
            .event("DTSTART;▸TZID=Mars/Olympus:20260105T090000"),
        ],
        checks: [
            .calendar { calendar, scope in
                for (zone, use) in calendar.uses.sorted(by: { $0.value.line < $1.value.line }) {
                    if calendar.definitions[zone] != nil { continue }
                    let property = Property(tree: scope.tree, index: use.line)
                    if property.time?.isDate == true { continue }
                    let place = scope.place(of: Parameter(tree: scope.tree, index: use.parameter), in: property)
                    switch scope.zones.resolve(zone)?.resolution.method {
                    case .exact, .link, .prefixed: scope.report("no VTIMEZONE for \(zone), a name of the IANA", at: place)
                    case .windows, .displayText: scope.report("no VTIMEZONE for \(zone), a name of Windows", at: place)
                    case .fixedOffset, .guess, nil:
                        scope.report("no VTIMEZONE for “\(zone)”, which is no name that readers know", at: place, severity: .error)
                    }
                }
            }
        ]
    )
}
