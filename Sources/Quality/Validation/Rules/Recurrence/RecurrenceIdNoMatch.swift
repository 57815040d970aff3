internal import CalendarDiagnostics
internal import ICalendar
internal import Recurrence

extension Rule {
    static let recurrenceIdNoMatch = Rule(
        "recurrence-id-no-match",
        .warning,
        "3.8.4.4",
        "A RECURRENCE-ID names an occurrence of the series.",
        accepted: [
            .changedSeries("RECURRENCE-ID:20260106T090000Z", "DTSTART:20260106T100000Z")
        ],
        flagged: [
            .changedSeries("RECURRENCE-ID:▸20260106T093000Z", "DTSTART:20260106T100000Z")
        ],
        checks: [
            .overrides { property, time, master, start, context in
                // Times of another kind have a rule of their own.
                guard time.isOfKind(of: start), let occurrences = context.occurrences(of: master, from: start) else {
                    return
                }
                let moment = context.wallClock(of: time, like: start)
                var cursor = occurrences.cursor(from: moment)
                guard cursor.nextSeconds() != moment, cursor.outcome == .finished else { return }
                context.report(
                    "\(context.words(for: time, like: start)) is not an occurrence of the series",
                    at: context.place(of: property)
                )
            }
        ]
    )
}
