public import CalendarDiagnostics
internal import ICalendar

extension RecurrenceSequence {
    /// What is forbidden, ambiguous or vain about the rule with its start.
    ///
    /// - Parameter stepsTaken: is raised by the steps of the search that found nothing.
    public func diagnose(stepsTaken: inout Int) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        func report(_ rule: RuleID, _ severity: Severity, _ message: String) {
            findings.append(Diagnostic(rule, severity, message))
        }
        for part in rule.forbiddenParts {
            let fate = policies.forbiddenParts == .computed ? "it limits the days" : "the rule yields nothing"
            report(
                "recurrence-forbidden-part",
                .error,
                "\(part) is not allowed with FREQ=\(rule.frequency.rawValue); \(fate)"
            )
        }
        for shape in AmbiguousShape.allCases where shape.occurs(in: rule) {
            report("recurrence-ambiguous", .warning, shape.message(policies))
        }
        if isAllDay, !(rule.byHour.isEmpty && rule.byMinute.isEmpty && rule.bySecond.isEmpty) {
            report(
                "recurrence-time-part-on-date",
                .error,
                "parts for times of day with a DTSTART that is a date; skipped"
            )
        }
        if isAllDay, rule.frequency.secondsPerUnit != nil {
            report(
                "recurrence-time-part-on-date",
                .error,
                "FREQ=\(rule.frequency.rawValue) with a DTSTART that is a date; only midnights occur"
            )
        }
        if let scale = rule.calendarScale, !rule.hasKnownCalendar {
            report("recurrence-unknown-calendar", .warning, "unknown calendar \(scale); only the start occurs")
        }
        reportUntil(report)
        if !hasKnownCalendar, let range = rule.calendar?.knownDays {
            report(
                "recurrence-unknown-calendar",
                .warning,
                "\(calendarRange(range)), and the start is outside of that range; only the start occurs"
            )
        } else {
            reportStart(&stepsTaken, report)
        }
        return findings
    }

    /// What is forbidden, ambiguous or vain about the rule with its start.
    public func diagnose() -> [Diagnostic] {
        var steps = 0
        return diagnose(stepsTaken: &steps)
    }

    private func calendarRange(_ days: Range<Int>) -> String {
        let (first, last) = (CivilDate(dayNumber: days.lowerBound), CivilDate(dayNumber: days.upperBound - 1))
        return "the calendar \(rule.calendarScale ?? "") is known from \(first) to \(last) only"
    }

    private func reportUntil(_ report: (RuleID, Severity, String) -> Void) {
        guard let until = rule.until else { return }
        switch until {
        case .date where !isAllDay:
            report(
                "recurrence-until-form",
                .warning,
                "UNTIL is a date, the start has a time; the whole day is included"
            )
        case .local where isAllDay, .utc where isAllDay:
            report("recurrence-until-form", .warning, "UNTIL has a time, the start is a date; compared with midnight")
        default: break
        }
        if plan.end < plan.start { report("recurrence-until-before-start", .warning, "UNTIL is before the start") }
    }

    private func reportStart(_ stepsTaken: inout Int, _ report: (RuleID, Severity, String) -> Void) {
        var cursor = withoutStart.ruleCursor(from: Int.min / 2)
        let first = cursor.next()
        stepsTaken += cursor.stepsTaken
        if cursor.isExhausted {
            report(
                RecurrenceOutcome.stepBudgetRule,
                .warning,
                "no occurrence found within \(stepBudget) steps; given up"
            )
        } else if first == nil, cursor.unknownFrom != nil, let range = rule.calendar?.knownDays {
            report(
                RecurrenceOutcome.calendarRule,
                .warning,
                "\(calendarRange(range)); no occurrence other than the start was found"
            )
        } else if first == nil, plan.end >= plan.start {
            report("recurrence-never-matches", .warning, "the rule never matches; only the start occurs")
        } else if let first, first != plan.start {
            let fate = policies.start == .ruleOnly ? "skipped" : "kept as the first occurrence"
            report("recurrence-start-not-in-rule", .warning, "the start does not satisfy the rule; \(fate)")
        }
    }
}

/// The shapes on which implementations disagree.
private enum AmbiguousShape: CaseIterable {
    case yearlyMonthDay, weekNumberDay, weekNumberInterval, weekNumberMix, mixedWeekdays, weeklySetPosition

    func occurs(in rule: RecurrenceRule) -> Bool {
        switch self {
        case .yearlyMonthDay:
            rule.frequency == .yearly && !rule.byMonthDay.isEmpty && rule.byMonth.isEmpty && rule.byYearDay.isEmpty
        case .weekNumberDay: rule.frequency == .yearly && !rule.byWeekNumber.isEmpty && rule.byDay.isEmpty
        case .weekNumberInterval: rule.frequency == .yearly && !rule.byWeekNumber.isEmpty && rule.interval > 1
        case .weekNumberMix: rule.mixesWeekNumbers
        case .mixedWeekdays:
            rule.byDay.contains { $0.ordinal == 0 } && rule.byDay.contains { $0.ordinal != 0 }
        case .weeklySetPosition: rule.frequency == .weekly && !rule.bySetPosition.isEmpty
        }
    }

    func message(_ policies: RecurrencePolicies) -> String {
        switch self {
        case .yearlyMonthDay: "BYMONTHDAY without BYMONTH in a yearly rule; read as \(words(policies.yearlyMonthDays))"
        case .weekNumberDay: "BYWEEKNO without BYDAY; read as \(words(policies.weekNumberDays))"
        case .weekNumberInterval:
            "BYWEEKNO with INTERVAL around New Year; counted in \(words(policies.weekNumberInterval))"
        case .weekNumberMix: "BYWEEKNO together with months or days; read as \(words(policies.weekNumberMix))"
        case .mixedWeekdays: "BYDAY with plain and numbered weekdays; read as \(words(policies.mixedWeekdays))"
        case .weeklySetPosition: "BYSETPOS in a weekly rule; counted over \(words(policies.weeklySetPositions))"
        }
    }

    /// A policy's name in words.
    private func words(_ policy: some Any) -> String {
        "\(policy)".map { $0.isUppercase ? " \($0.lowercased())" : String($0) }.joined()
    }
}
