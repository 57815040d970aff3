public import ICalendar

/// The occurrences of one rule from one DTSTART (RFC 5545 §3.3.10), lazily, on the wall clock of DTSTART.
///
/// ```swift
/// let mondays = RecurrenceSequence(rule, from: start)
/// for occurrence in mondays.within(firstOfMay..<firstOfJune) { … }
/// ```
///
/// Zones are not used here: the meaning of a civil time in a zone is determined when an occurrence is resolved.
public struct RecurrenceSequence: OccurrenceSource {
    /// The rule.
    public let rule: RecurrenceRule
    /// DTSTART.
    public let start: CivilDateTime
    /// How many steps that find nothing a query may take before it gives up.
    public var stepBudget = 1_000_000
    /// Whether DTSTART is a date.
    public let isAllDay: Bool
    /// The choices where RFC 5545 allows several readings.
    public let policies: RecurrencePolicies
    let plan: RecurrencePlan

    /// A rule with its start.
    ///
    /// A rule whose calendar (RSCALE) is unknown, or not known for the day of `start`, yields only `start`; one whose calendar
    /// is known to some day ends there, see `RecurrenceOutcome.calendarEnded`.
    ///
    /// - Parameters:
    ///   - start: DTSTART; midnight for a date.
    ///   - isAllDay: whether DTSTART is a date, so that the parts for times are ignored.
    ///   - policies: the choices where RFC 5545 allows several readings.
    ///   - wallClock: turns UTC into the wall clock of DTSTART, both in seconds since 1970-01-01, for an UNTIL in UTC;
    ///     without it such an UNTIL is compared as if it were local.
    public init(
        _ rule: RecurrenceRule,
        from start: CivilDateTime,
        isAllDay: Bool = false,
        policies: RecurrencePolicies = RecurrencePolicies(),
        wallClock: (_ utc: Int) -> Int = { $0 }
    ) {
        self.rule = rule
        self.start = start
        self.isAllDay = isAllDay
        self.policies = policies
        plan = RecurrencePlan(
            rule,
            start: start.secondsSinceEpoch,
            isDate: isAllDay,
            policies: policies,
            calendar: rule.calendar,
            untilOnWallClock: rule.until.map { until in
                switch until {
                case .date(let date):
                    let keepsDay = isAllDay || policies.untilDate == .wholeDay
                    return date.dayNumber * 86_400 + (keepsDay ? 86_399 : 0)
                case .local(let moment): return moment.secondsSinceEpoch
                case .utc(let moment): return wallClock(moment.secondsSinceEpoch)
                }
            }
        )
    }

    private init(_ sequence: RecurrenceSequence, plan: RecurrencePlan) {
        rule = sequence.rule
        start = sequence.start
        stepBudget = sequence.stepBudget
        isAllDay = sequence.isAllDay
        policies = sequence.policies
        self.plan = plan
    }
}

extension RecurrenceSequence {
    /// Whether the calendar that the rule counts in is known, for the day of DTSTART as well.
    public var hasKnownCalendar: Bool {
        rule.hasKnownCalendar && rule.calendar?.knownDays?.contains(start.date.dayNumber) ?? true
    }

    /// Whether neither COUNT nor UNTIL ends the set.
    public var isEndless: Bool { plan.count == nil && !plan.hasUntil }

    /// A cursor before the first occurrence at or after `moment`.
    public func cursor(from moment: Int) -> OccurrenceCursor { OccurrenceCursor(ruleCursor(from: moment)) }

    /// A cursor after the last occurrence before `moment`.
    public func cursor(before moment: Int) -> OccurrenceCursor { OccurrenceCursor(ruleCursor(before: moment)) }

    /// What the rule itself yields, regardless of the policy about DTSTART.
    public var withoutStart: RecurrenceSequence { RecurrenceSequence(self, plan: plan.withoutStart) }

    func ruleCursor(from moment: Int) -> RecurrenceCursor {
        RecurrenceCursor(plan, from: moment, stepBudget: stepBudget)
    }

    func ruleCursor(before moment: Int) -> BackwardRecurrenceCursor {
        BackwardRecurrenceCursor(plan, before: moment, stepBudget: stepBudget)
    }
}
