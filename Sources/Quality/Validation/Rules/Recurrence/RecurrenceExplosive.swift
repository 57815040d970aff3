internal import CalendarDiagnostics
internal import ICalendar
internal import Recurrence

extension Rule {
    static let recurrenceExplosive = Rule(
        "recurrence-explosive",
        .warning,
        "3.3.10",
        "A rule does not generate more occurrences than programs can use.",
        accepted: [.event("RRULE:FREQ=HOURLY;COUNT=24")],
        flagged: [.event("RRULE:▸FREQ=SECONDLY"), .event("RRULE:▸FREQ=SECONDLY;UNTIL=20360101T000000Z")],
        checks: [
            .component([.vevent, .vtodo, .vjournal, .available, .standard, .daylight]) { frame, context in
                guard let rule = frame.rule, let property = frame.first(.recurrenceRule) else { return }
                let perDay = max(rule.byHour.count, 1) * max(rule.byMinute.count, 1) * max(rule.bySecond.count, 1)
                if rule.frequency.secondsBelowDay != nil, rule.count == nil, rule.until == nil {
                    context.report("FREQ=\(rule.frequency.rawValue) without an end", at: context.place(of: property))
                } else if let count = rule.count ?? rule.mostOccurrences(from: frame.start), count > 100_000 {
                    context.report("\(count) occurrences", at: context.place(of: property))
                } else if perDay > 1000 {
                    context.report("\(perDay) times of day", at: context.place(of: property))
                }
            }
        ]
    )
}

extension RecurrenceRule {
    /// How many occurrences a rule of hours, minutes or seconds has up to its UNTIL; nil where other parts choose among them.
    fileprivate func mostOccurrences(from start: TimeValue?) -> Int? {
        guard let length = frequency.secondsBelowDay, !hasByPart, let start, let until else { return nil }
        let end =
            switch until {
            case .date(let date): CivilDateTime(date, CivilTime(hour: 0, minute: 0, second: 0))
            case .local(let moment), .utc(let moment): moment
            }
        return max(end.secondsSinceEpoch - start.civil.secondsSinceEpoch, 0) / length / max(interval, 1) + 1
    }
}

extension RecurrenceRule.Frequency {
    /// How many seconds one step takes; nil from a day on.
    fileprivate var secondsBelowDay: Int? {
        switch self {
        case .secondly: 1
        case .minutely: 60
        case .hourly: 3600
        default: nil
        }
    }
}
