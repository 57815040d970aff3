internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let timeZoneUtcStart = Rule(
        "time-zone-utc-start",
        .error,
        "3.6.5",
        "In STANDARD and DAYLIGHT, DTSTART and RDATE are local times without a zone, and UNTIL is in UTC.",
        remark:
            "An UNTIL in local time, as Thunderbird writes it, is a warning: programs compare it with the local times of the rule.",
        accepted: [.berlinZone],
        flagged: [
            .calendar(
                "BEGIN:VTIMEZONE",
                "TZID:Own",
                "BEGIN:STANDARD",
                "DTSTART:▸19700101T000000Z",
                "TZOFFSETFROM:+0000",
                "TZOFFSETTO:+0000",
                "END:STANDARD",
                "END:VTIMEZONE"
            ),
            .calendar(
                "BEGIN:VTIMEZONE",
                "TZID:Own",
                "BEGIN:STANDARD",
                "DTSTART:19701025T030000",
                "TZOFFSETFROM:+0200",
                "TZOFFSETTO:+0100",
                "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;▸UNTIL=19901028T030000",
                "END:STANDARD",
                "END:VTIMEZONE"
            ),
            .calendar(
                "BEGIN:VTIMEZONE",
                "TZID:Own",
                "BEGIN:STANDARD",
                "DTSTART:19701025T030000",
                "RDATE;VALUE=PERIOD:▸19711031T030000/PT1H",
                "TZOFFSETFROM:+0200",
                "TZOFFSETTO:+0100",
                "END:STANDARD",
                "END:VTIMEZONE"
            ),
        ],
        checks: [
            .component([.standard, .daylight]) { frame, context in
                for property in frame.all(.recurrenceDate) {
                    let zone = property.parameter(.timeZoneIdentifier) != nil
                    let times = property.placedTimes(first: 1000)
                    let words: String
                    let part: Range<Int>
                    if property.valueType == .period || property.withValue({ $0.first(UInt8(ascii: "/")) }) != nil,
                        let first = times.first
                    {
                        (words, part) = ("is a period", first.part)
                    } else if let first = times.first(where: { $0.time.isDate || $0.time.isUTC }) {
                        (words, part) = (first.time.isDate ? "is a date" : "is in UTC", first.part)
                    } else if zone, let first = times.first {
                        (words, part) = ("has a TZID", first.part)
                    } else {
                        continue
                    }
                    context.report(
                        "RDATE of \(frame.nameText) \(words), not a local time",
                        at: context.place(of: part, in: property)
                    )
                }
            },
            .component([.standard, .daylight]) { frame, context in
                guard let property = frame.first(.dateTimeStart), let start = frame.start else { return }
                let words: String? =
                    switch start.form {
                    case .date: "is a date"
                    case .utc: "is in UTC"
                    case .zoned: "has a TZID"
                    case .floating: nil
                    }
                if let words {
                    context.report(
                        "DTSTART of \(frame.nameText) \(words), not a local time",
                        at: context.place(of: property)
                    )
                }
            },
            .component([.vtimezone]) { frame, context in
                let rules = frame.component.components.flatMap { $0.all(.recurrenceRule) }
                let local = rules.filter { rule in
                    guard let until = rule.withValue({ RecurrenceRule.readingLeniently($0).rule })?.until else {
                        return false
                    }
                    if case .utc = until { return false }
                    return true
                }
                context.report(
                    "UNTIL in a time zone is not in UTC",
                    atFirstOf: local.map { context.place(ofPart: "UNTIL", in: $0) },
                    severity: .warning
                )
            },
        ]
    )
}
