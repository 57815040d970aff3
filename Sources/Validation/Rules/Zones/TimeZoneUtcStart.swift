internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let timeZoneUtcStart = Rule(
        "time-zone-utc-start", .error, "3.6.5",
        "DTSTART of a zone's part is a local time without a zone; an UNTIL in it is in UTC.",
        accepted: [.berlinEvent("SUMMARY:Lunch")],
        flagged: [
            .calendar("BEGIN:VTIMEZONE", "TZID:Own", "BEGIN:STANDARD", "DTSTART:▸19700101T000000Z", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE"),
            .calendar("BEGIN:VTIMEZONE", "TZID:Own", "BEGIN:STANDARD", "DTSTART:19701025T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;▸UNTIL=19901028T030000", "END:STANDARD", "END:VTIMEZONE"),
        ],
        checks: [
            .component([.standard, .daylight]) { frame, scope in
                guard let property = frame.first(.dateTimeStart), let start = frame.start else { return }
                let words: String? = switch start.form {
                case .date: "is a date"
                case .utc: "is in UTC"
                case .zoned: "has a TZID"
                case .floating: nil
                }
                if let words { scope.report("DTSTART of \(frame.nameText) \(words), not a local time", at: scope.place(of: property)) }
            },
            .component([.vtimezone]) { frame, scope in
                let rules = frame.component.components.flatMap { $0.all(.recurrenceRule) }
                let local = rules.filter { rule in
                    guard let until = rule.withValue({ RecurrenceRule.readingLeniently($0).rule })?.until else { return false }
                    if case .utc = until { return false }
                    return true
                }
                scope.report("UNTIL in a time zone is not in UTC", atFirstOf: local.map { scope.place(ofPart: "UNTIL", in: $0) })
            },
        ]
    )
}
