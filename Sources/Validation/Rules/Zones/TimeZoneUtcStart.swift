internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let timeZoneUtcStart = Rule(
        "time-zone-utc-start", .error, "3.6.5",
        "DTSTART of a zone's part is a local time without a zone; an UNTIL in it is in UTC.",
        accepted: [.berlinEvent("SUMMARY:Lunch")],
        flagged: [
            .calendar("BEGIN:VTIMEZONE", "TZID:Own", "BEGIN:STANDARD", "DTSTART:▸19700101T000000Z", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE"),
            .calendar("BEGIN:VTIMEZONE", "TZID:Own", "BEGIN:STANDARD", "DTSTART:19701025T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "RRULE:▸FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=19901028T030000", "END:STANDARD", "END:VTIMEZONE"),
        ],
        checks: [
            .component([.standard, .daylight]) { frame, scope in
                if let property = frame.first(.dateTimeStart), let start = frame.start, start.form != .floating {
                    scope.report("DTSTART of \(frame.nameText) is not a local time", at: scope.place(of: property))
                }
                guard let property = frame.first(.recurrenceRule), let until = frame.rule?.until else { return }
                if case .utc = until { return }
                scope.report("UNTIL in \(frame.nameText) is not in UTC", at: scope.place(of: property))
            }
        ]
    )
}
