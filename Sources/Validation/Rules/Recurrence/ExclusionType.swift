internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let exclusionType = Rule(
        "exclusion-type", .error, "3.8.5.1",
        "EXDATE and RDATE are of the type of DTSTART, and tell their zone if it does.",
        accepted: [.event("RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20260106T090000Z")],
        flagged: [
            .event("RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:▸20260106"),
            .event("RRULE:FREQ=DAILY;COUNT=3", "EXDATE:▸20260106T090000"),
        ],
        checks: [
            .component([.vevent, .vtodo, .vjournal]) { frame, scope in
                guard let start = frame.start, frame.has(.exceptionDate) || frame.has(.recurrenceDate) else { return }
                for property in frame.all(.exceptionDate) + frame.all(.recurrenceDate) {
                    guard property.valueType != .period, let time = property.times(first: 1).first else { continue }
                    if time.isDate != start.isDate {
                        let words = time.isDate ? "a date, DTSTART a time" : "a time, DTSTART a date"
                        scope.report("\(property.nameText) is \(words)", at: scope.place(of: property))
                    } else if (time.form == .floating) != (start.form == .floating) {
                        let words = time.form == .floating ? "has no zone, DTSTART has one" : "has a zone, DTSTART has none"
                        scope.report("\(property.nameText) \(words)", at: scope.place(of: property))
                    }
                }
            }
        ]
    )
}
