internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let timeZoneDuplicate = Rule(
        "time-zone-duplicate",
        .error,
        "3.6.5",
        "A TZID is defined once.",
        accepted: [Example.berlinEvent("DTSTART;TZID=Europe/Berlin:20260105T090000").whole],
        flagged: [
            .calendar(
                "BEGIN:VTIMEZONE",
                "TZID:Own",
                "BEGIN:STANDARD",
                "DTSTART:19700101T000000",
                "TZOFFSETFROM:+0000",
                "TZOFFSETTO:+0000",
                "END:STANDARD",
                "END:VTIMEZONE",
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
                for (zone, begins) in calendar.definitions {
                    for begin in begins.dropFirst() {
                        context.report("the zone \(zone.text) is defined again", at: context.place(ofLine: begin))
                    }
                }
            }
        ]
    )
}
