internal import CalendarDiagnostics
internal import ICalendar
internal import Recurrence

extension Rule {
    static let recurrenceExplosive = Rule(
        "recurrence-explosive", .warning, "3.3.10",
        "A rule does not give more occurrences than anybody can want.",
        accepted: [.event("RRULE:FREQ=HOURLY;COUNT=24")],
        flagged: [.event("RRULE:▸FREQ=SECONDLY")],
        checks: [
            .component([.vevent, .vtodo, .vjournal, .available, .standard, .daylight]) { frame, scope in
                guard let rule = frame.rule, let property = frame.first(.recurrenceRule) else { return }
                let isSubDaily = [.secondly, .minutely, .hourly].contains(rule.frequency)
                let perDay = max(rule.byHour.count, 1) * max(rule.byMinute.count, 1) * max(rule.bySecond.count, 1)
                if isSubDaily, rule.count == nil, rule.until == nil {
                    scope.report("FREQ=\(rule.frequency.rawValue) without an end", at: scope.place(of: property))
                } else if let count = rule.count, count > 100_000 {
                    scope.report("\(count) occurrences", at: scope.place(of: property))
                } else if perDay > 1000 {
                    scope.report("\(perDay) times of day", at: scope.place(of: property))
                }
            }
        ]
    )
}
