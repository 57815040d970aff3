internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let exclusionOverridden = Rule(
        "exclusion-overridden",
        .warning,
        "3.8.5.1",
        "An occurrence is excluded or changed, not both. Kalends lists it as changed; other programs skip it.",
        accepted: [
            .calendar(
                "BEGIN:VEVENT",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "DTSTART:20260105T090000Z",
                "RRULE:FREQ=DAILY;COUNT=3",
                "EXDATE:20260107T090000Z",
                "END:VEVENT",
                "BEGIN:VEVENT",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "RECURRENCE-ID:20260106T090000Z",
                "DTSTART:20260106T100000Z",
                "END:VEVENT"
            )
        ],
        flagged: [
            .calendar(
                "BEGIN:VEVENT",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "DTSTART:20260105T090000Z",
                "RRULE:FREQ=DAILY;COUNT=3",
                "EXDATE:20260106T090000Z",
                "END:VEVENT",
                "BEGIN:VEVENT",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "RECURRENCE-ID:▸20260106T090000Z",
                "DTSTART:20260106T100000Z",
                "END:VEVENT"
            )
        ],
        checks: [
            .overrides { property, time, master, start, context in
                let moment = context.wallClock(of: time, like: start)
                let day = CivilDateTime(secondsSinceEpoch: moment).date
                for exclusions in master.all(.exceptionDate) {
                    let isExcluded = exclusions.times(first: 10_000).contains { exclusion in
                        if exclusion.isDate || start.isDate { return exclusion.civil.date == day }
                        return context.wallClock(of: exclusion, like: start) == moment
                    }
                    guard isExcluded else { continue }
                    return context.report(
                        "\(context.words(for: time, like: start)) is excluded as well; it counts as changed",
                        at: context.place(of: property)
                    )
                }
            }
        ]
    )
}
