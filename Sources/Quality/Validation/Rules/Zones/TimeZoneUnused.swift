internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let timeZoneUnused = Rule(
        "time-zone-unused",
        .info,
        "3.6.5",
        "Every VTIMEZONE is used.",
        accepted: [Example.berlinEvent("DTSTART;TZID=Europe/Berlin:20260105T090000").whole],
        flagged: [
            .calendar(
                "▸BEGIN:VTIMEZONE",
                "TZID:Own",
                "BEGIN:STANDARD",
                "DTSTART:19700101T000000",
                "TZOFFSETFROM:+0000",
                "TZOFFSETTO:+0000",
                "END:STANDARD",
                "END:VTIMEZONE"
            )
        ],
        checks: [
            .calendar { calendar, context in
                // One without a name cannot be used; that is a separate error.
                let used = Set(
                    calendar.uses.keys.map {
                        calendar.definitions[$0] == nil ? calendar.otherNames[$0].map { ExactText($0) } ?? $0 : $0
                    }
                )
                for (zone, begins) in calendar.definitions where !used.contains(zone) && !zone.text.isEmpty {
                    context.report("no time is in the zone \(zone.text)", at: context.place(ofLine: begins[0]))
                }
            }
        ]
    )
}
