public import CalendarDiagnostics
public import ICalendar

/// A set of moments, endless perhaps, that can be entered at any date.
///
/// Moments are civil times on the wall clock of DTSTART. A set is not a `Sequence`: what may be endless has to be cut
/// with ``within(_:)`` or ``first(_:)``, and only a set that ends has ``all``.
public protocol OccurrenceSource: Sendable {
    /// Whether neither COUNT nor UNTIL ends the set; it still ends with year 9999.
    var isEndless: Bool { get }
    /// How many steps that find nothing a query may take before it gives up; see `RecurrenceOutcome`.
    var stepBudget: Int { get set }
    /// A cursor before the first occurrence at or after `moment`, in seconds since 1970-01-01 on the wall clock.
    func cursor(from moment: Int) -> OccurrenceCursor
    /// A cursor after the last occurrence before `moment`; it moves back in time.
    func cursor(before moment: Int) -> OccurrenceCursor
}

extension OccurrenceSource {
    /// The occurrences from the range's lower bound up to its upper bound, that one excluded.
    ///
    /// There is no horizon, and the range is reached without iterating up to it.
    public func within(_ range: Range<CivilDateTime>) -> Occurrences {
        let lower = range.lowerBound.secondsSinceEpoch
        let upper = range.upperBound.secondsSinceEpoch
        return Occurrences(cursor(from: lower), until: upper, limit: Int.max)
    }

    /// The occurrences on the days from the range's lower bound up to its upper bound, that one excluded.
    public func within(_ days: Range<CivilDate>) -> Occurrences {
        let midnight = CivilTime(secondOfDay: 0)
        return within(CivilDateTime(days.lowerBound, midnight)..<CivilDateTime(days.upperBound, midnight))
    }

    /// The first `count` occurrences.
    public func first(_ count: Int) -> Occurrences {
        Occurrences(cursor(from: Int.min / 2), until: Int.max, limit: count)
    }

    /// Every occurrence, or nil if the set is endless.
    public var all: Occurrences? {
        isEndless ? nil : Occurrences(cursor(from: Int.min / 2), until: Int.max, limit: Int.max)
    }

    /// The occurrences before `moment`, the latest first.
    public func reversed(before moment: CivilDateTime) -> Occurrences {
        Occurrences(cursor(before: moment.secondsSinceEpoch), until: Int.max, limit: Int.max)
    }

    /// The first occurrence at or after `moment`.
    public func next(atOrAfter moment: CivilDateTime) -> CivilDateTime? {
        var cursor = cursor(from: moment.secondsSinceEpoch)
        return cursor.nextSeconds().map { CivilDateTime(secondsSinceEpoch: $0) }
    }

    /// The last occurrence before `moment`.
    public func previous(before moment: CivilDateTime) -> CivilDateTime? {
        var cursor = cursor(before: moment.secondsSinceEpoch)
        return cursor.nextSeconds().map { CivilDateTime(secondsSinceEpoch: $0) }
    }

    /// Whether the set has an occurrence at `moment`.
    public func contains(_ moment: CivilDateTime) -> Bool {
        let seconds = moment.secondsSinceEpoch
        var cursor = cursor(from: seconds)
        return cursor.nextSeconds() == seconds
    }
}

/// How a query over a recurrence set ended.
public enum RecurrenceOutcome: Hashable, Sendable {
    /// The end was reached, or enough was found.
    case finished
    /// More steps found nothing than the budget allows; there may be occurrences that were not found.
    case stepBudgetExceeded
    /// The calendar that a rule counts in is not known for later times; there may be occurrences then.
    case calendarEnded

    /// The id under which ``stepBudgetExceeded`` is reported.
    public static let stepBudgetRule: RuleID = "recurrence-step-budget"
    /// The id under which ``calendarEnded`` is reported.
    public static let calendarRule: RuleID = "recurrence-calendar-range"
}

/// A place within a set of occurrences that moves in one direction.
public struct OccurrenceCursor: Sendable {
    private var cursor: any MomentCursor

    init(_ cursor: some MomentCursor) { self.cursor = cursor }

    /// The next occurrence in seconds since 1970-01-01 on the wall clock, or nil after the last.
    public mutating func nextSeconds() -> Int? { cursor.next() }

    /// How many steps were taken so far that found nothing.
    public var stepsTaken: Int { cursor.stepsTaken }

    /// What the last nil meant: the end, a step budget that was used up, or a calendar that is not known any further.
    public var outcome: RecurrenceOutcome { outcome(before: .max) }

    /// The outcome of a search for occurrences before `end`.
    func outcome(before end: Int) -> RecurrenceOutcome {
        if cursor.isExhausted { return .stepBudgetExceeded }
        guard let unknownFrom = cursor.unknownFrom, unknownFrom < end else { return .finished }
        return .calendarEnded
    }
}
