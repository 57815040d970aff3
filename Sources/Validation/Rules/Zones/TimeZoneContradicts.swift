internal import CalendarDiagnostics
internal import ICalendar
internal import TimeZones

extension Rule {
    static let timeZoneContradicts = Rule(
        "time-zone-contradicts", .warning, "3.6.5",
        "A zone with the name of one that everybody knows has its offsets in the years that are used.",
        accepted: [.berlinEvent("DTSTART;TZID=Europe/Berlin:20260105T090000")],
        flagged: [
            .calendar("▸BEGIN:VTIMEZONE", "TZID:Europe/Berlin", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0200", "END:STANDARD", "END:VTIMEZONE", "BEGIN:VTODO", "UID:1", "DTSTAMP:20260101T000000Z", "DUE;TZID=Europe/Berlin:20260105T090000", "END:VTODO"),
        ],
        checks: [
            .calendar { calendar, scope in
                for (zone, begins) in calendar.definitions {
                    guard let years = calendar.uses[zone]?.years, years.lowerBound >= 1970, let own = calendar.definition(of: zone),
                        let found = scope.zones.resolve(zone), found.resolution.method != .guess
                    else { continue }
                    // Twice a month over the years that are used, no more than ten.
                    for year in years.prefix(10) {
                        for half in 0..<24 {
                            let day = CivilDate(year: year, month: half / 2 + 1, day: half % 2 * 14 + 1)
                            let instant = day.dayNumber * 86_400 + 43_200
                            guard own.offset(at: instant) != found.rules.offset(at: instant) else { continue }
                            let offsets = (own.offset(at: instant), found.rules.offset(at: instant))
                                let words = [offsets.0, offsets.1].map { UTCOffset(seconds: $0)?.description ?? "" }
                            return scope.report(
                                "\(zone) is \(words[0]) on \(day), which everybody else has as \(words[1])",
                                at: scope.place(ofLine: begins[0]))
                        }
                    }
                }
            }
        ]
    )
}
