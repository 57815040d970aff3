internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let exclusionType = Rule(
        "exclusion-type",
        .error,
        "3.8.5.1",
        "EXDATE and RDATE are of the type of DTSTART, and have a zone if it has one.",
        accepted: [.event("RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20260106T090000Z")],
        flagged: [
            .event("RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:▸20260106"),
            .event("RRULE:FREQ=DAILY;COUNT=3", "EXDATE:▸20260106T090000"),
            .event("RRULE:FREQ=DAILY;COUNT=3", "EXDATE:▸20260106T090000Z,20260107T090000"),
            .event("DTSTART;VALUE=DATE:20260105", "RDATE;VALUE=PERIOD:▸20260106T090000Z/PT1H"),
        ],
        checks: [
            .component([.vevent, .vtodo, .vjournal]) { frame, context in
                guard let start = frame.start, frame.has(.exceptionDate) || frame.has(.recurrenceDate) else { return }
                for property in frame.all(.exceptionDate) + frame.all(.recurrenceDate) {
                    let times = property.times(first: 1000)
                    guard
                        let time = times.first(where: { $0.isDate != start.isDate || $0.isFloating != start.isFloating }
                        )
                    else { continue }
                    if time.isDate != start.isDate {
                        let words =
                            time.isDate ? "a date, but DTSTART is a date-time" : "a date-time, but DTSTART is a date"
                        context.report("\(property.nameText) is \(words)", at: context.place(of: property))
                    } else {
                        let words =
                            time.isFloating ? "has no zone, but DTSTART has one" : "has a zone, but DTSTART has none"
                        context.report("\(property.nameText) \(words)", at: context.place(of: property))
                    }
                }
            }
        ]
    )
}
