internal import CalendarDiagnostics
internal import ICalendar
internal import Recurrence

extension Rule {
    static let recurrenceEmpty = Rule(
        "recurrence-empty",
        .warning,
        "3.3.10",
        "A recurrence has at least one occurrence that is not excluded.",
        accepted: [.event("RRULE:FREQ=DAILY;COUNT=2", "EXDATE:20260106T090000Z")],
        flagged: [
            .event("RRULE:▸FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
            .event("RRULE:▸FREQ=DAILY;COUNT=2", "EXDATE:20260105T090000Z,20260106T090000Z"),
            .event("RDATE:▸20260106T090000Z", "EXDATE:20260105T090000Z,20260106T090000Z"),
        ],
        checks: [
            .sameAs(["recurrence-never-matches", "recurrence-until-before-start"]),
            .ruleMeaning([
                "recurrence-never-matches", "recurrence-until-before-start", "recurrence-step-budget",
                "recurrence-unknown-calendar", "recurrence-calendar-range",
            ]),
            .component([.vevent, .vtodo, .vjournal]) { frame, context in
                guard frame.has(.exceptionDate), let start = frame.start,
                    let property = frame.first(.recurrenceRule) ?? frame.first(.recurrenceDate),
                    frame.rule.map({ $0.count != nil || $0.until != nil }) ?? frame.has(.recurrenceDate)
                else { return }
                let times = frame.all(.exceptionDate).flatMap { $0.times(first: 1001) }
                guard times.count <= 1000,
                    var cursor = context.occurrences(of: frame, from: start)?.cursor(from: Int.min / 2)
                else {
                    return
                }
                let excluded = Set(times.map { context.wallClock(of: $0, like: start) })
                var count = 0
                while let next = cursor.nextSeconds() {
                    count += 1
                    guard count <= excluded.count, excluded.contains(next) else { return }
                }
                if count > 0, cursor.outcome == .finished {
                    context.report("every occurrence is excluded", at: context.place(of: property))
                }
            },
        ]
    )
}
