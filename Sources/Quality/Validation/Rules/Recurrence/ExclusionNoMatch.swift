internal import CalendarDiagnostics
internal import ICalendar
internal import Recurrence

extension Rule {
    static let exclusionNoMatch = Rule(
        "exclusion-no-match",
        .warning,
        "3.8.5.1",
        "An EXDATE excludes an occurrence.",
        accepted: [
            .event("RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20260106T090000Z"),
            .event(
                "DTSTART;VALUE=DATE:20260217",
                "RRULE:RSCALE=CHINESE;FREQ=YEARLY;COUNT=3",
                "EXDATE;VALUE=DATE:20270206"
            ),
        ],
        flagged: [
            .event("RRULE:FREQ=DAILY;COUNT=3", "EXDATE:▸20260106T100000Z"),
            .event("RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20260106T090000Z,▸20260109T090000Z"),
        ],
        checks: [
            .component([.vevent, .vtodo, .vjournal]) { frame, context in
                guard let start = frame.start, frame.has(.exceptionDate) else { return }
                var occurrences: RecurrenceSet?
                for property in frame.all(.exceptionDate) {
                    let times = property.placedTimes(first: 201)
                    guard times.count <= 200 else { return }
                    // Times of another kind have a rule of their own.
                    for (time, part) in times where time.isOfKind(of: start) {
                        guard let set = occurrences ?? context.occurrences(of: frame, from: start) else { return }
                        occurrences = set
                        let moment = context.wallClock(of: time, like: start)
                        var cursor = set.cursor(from: moment)
                        guard cursor.nextSeconds() != moment, cursor.outcome == .finished else { continue }
                        context.report(
                            "\(context.words(for: time, like: start)) is not an occurrence of the series",
                            at: context.place(of: part, in: property)
                        )
                    }
                }
            }
        ]
    )
}
