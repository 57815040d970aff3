internal import CalendarDiagnostics
internal import ICalendar
internal import Recurrence

extension Rule {
    static let exclusionNoMatch = Rule(
        "exclusion-no-match", .warning, "3.8.5.1",
        "An EXDATE excludes an occurrence.",
        accepted: [.event("RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20260106T090000Z")],
        flagged: [.event("RRULE:FREQ=DAILY;COUNT=3", "EXDATE:▸20260106T100000Z")],
        checks: [
            .component([.vevent, .vtodo, .vjournal]) { frame, scope in
                guard let start = frame.start, frame.has(.exceptionDate) else { return }
                var occurrences: RecurrenceSet?
                for property in frame.all(.exceptionDate) {
                    let times = property.times(first: 201)
                    guard times.count <= 200, times.allSatisfy({ $0.isDate == start.isDate }) else { return }
                    for time in times {
                        let moment = scope.wallClock(of: time, like: start)
                        let set = occurrences ?? scope.occurrences(of: frame, from: start)
                        occurrences = set
                        var cursor = set.cursor(from: moment)
                        guard cursor.nextSeconds() != moment, cursor.outcome != .stepBudgetExceeded else { continue }
                        scope.report(
                            "\(CivilDateTime(secondsSinceEpoch: moment)) is no occurrence", at: scope.place(of: property))
                    }
                }
            }
        ]
    )
}
