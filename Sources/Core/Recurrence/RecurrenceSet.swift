internal import Bytes
public import ICalendar

/// Rules and single dates without exclusions: the recurrence set of RFC 5545 §3.8.5, lazily.
///
/// ```swift
/// let set = RecurrenceSequence(rule, from: start).merged(with: additions).removing(exclusions)
/// ```
public struct RecurrenceSet: OccurrenceSource {
    /// How many steps that find nothing, exclusions among them, a query may take before it gives up.
    public var stepBudget = 1_000_000
    private var sequences: [RecurrenceSequence] = []
    private var removedSequences: [RecurrenceSequence] = []
    /// Moments and days, sorted, each once.
    private var dates: [Int] = []
    private var removedDates: [Int] = []
    private var removedDays: [Int] = []

    /// Single moments, as DTSTART and RDATE without a rule are.
    public init(_ dates: some Sequence<CivilDateTime> = []) {
        self.dates = dates.map(\.secondsSinceEpoch).sortedUnique
    }

    /// The occurrences of one rule.
    public init(_ sequence: RecurrenceSequence) {
        sequences = [sequence]
        stepBudget = sequence.stepBudget
    }
}

extension RecurrenceSet {
    /// The set with more single moments (RDATE).
    public func merged(with dates: some Sequence<CivilDateTime>) -> RecurrenceSet {
        var set = self
        set.dates = (set.dates + dates.map(\.secondsSinceEpoch)).sortedUnique
        return set
    }

    /// The set with the occurrences of another rule.
    public func merged(with sequence: RecurrenceSequence) -> RecurrenceSet { merged(with: [sequence]) }

    /// The set with the occurrences of other rules.
    public func merged(with others: some Sequence<RecurrenceSequence>) -> RecurrenceSet {
        var set = self
        set.sequences += others
        return set
    }

    /// The set without some moments (EXDATE).
    public func removing(_ dates: some Sequence<CivilDateTime>) -> RecurrenceSet {
        var set = self
        set.removedDates = (set.removedDates + dates.map(\.secondsSinceEpoch)).sortedUnique
        return set
    }

    /// The set without whole days (EXDATE with dates).
    public func removing(_ days: some Sequence<CivilDate>) -> RecurrenceSet {
        var set = self
        set.removedDays = (set.removedDays + days.map(\.dayNumber)).sortedUnique
        return set
    }

    /// The set without what another rule itself yields (EXRULE of RFC 2445); its DTSTART alone removes nothing.
    public func removing(_ sequence: RecurrenceSequence) -> RecurrenceSet { removing([sequence]) }

    /// The set without what other rules themselves yield.
    public func removing(_ others: some Sequence<RecurrenceSequence>) -> RecurrenceSet {
        var set = self
        set.removedSequences += others.map(\.withoutStart)
        return set
    }
}

extension RecurrenceSequence {
    /// The rule with single moments (RDATE).
    public func merged(with dates: some Sequence<CivilDateTime>) -> RecurrenceSet {
        RecurrenceSet(self).merged(with: dates)
    }

    /// The rule with another.
    public func merged(with sequence: RecurrenceSequence) -> RecurrenceSet {
        RecurrenceSet(self).merged(with: sequence)
    }

    /// The rule without some moments (EXDATE).
    public func removing(_ dates: some Sequence<CivilDateTime>) -> RecurrenceSet {
        RecurrenceSet(self).removing(dates)
    }

    /// The rule without whole days (EXDATE with dates).
    public func removing(_ days: some Sequence<CivilDate>) -> RecurrenceSet {
        RecurrenceSet(self).removing(days)
    }

    /// The rule without what another rule itself yields (EXRULE of RFC 2445).
    public func removing(_ sequence: RecurrenceSequence) -> RecurrenceSet {
        RecurrenceSet(self).removing(sequence)
    }
}

extension RecurrenceSet {
    /// The set with at most `steps` steps, which its rules share.
    ///
    /// - Parameter least: the steps that each rule has in any case, so that rules without gaps are always listed.
    public func limited(toSteps steps: Int, atLeast least: Int) -> RecurrenceSet {
        var set = self
        let share = max(steps / max(sequences.count + removedSequences.count, 1), least)
        for index in sequences.indices { set.sequences[index].stepBudget = min(sequences[index].stepBudget, share) }
        for index in removedSequences.indices {
            set.removedSequences[index].stepBudget = min(removedSequences[index].stepBudget, share)
        }
        return set
    }

    /// Whether one of the rules is endless.
    public var isEndless: Bool { sequences.contains(where: \.isEndless) }

    /// A cursor before the first occurrence at or after `moment`.
    public func cursor(from moment: Int) -> OccurrenceCursor {
        return OccurrenceCursor(
            MergedCursor(
                sequences.map { $0.ruleCursor(from: moment) },
                dates: Array(dates[dates.firstIndex(notBefore: moment)...]),
                excluding: removedSequences.map { $0.ruleCursor(from: moment) },
                excludedMoments: removedDates,
                excludedDays: removedDays,
                isBackward: false,
                stepBudget: stepBudget
            )
        )
    }

    /// A cursor after the last occurrence before `moment`.
    public func cursor(before moment: Int) -> OccurrenceCursor {
        return OccurrenceCursor(
            MergedCursor(
                sequences.map { $0.ruleCursor(before: moment) },
                dates: dates[..<dates.firstIndex(notBefore: moment)].reversed(),
                excluding: removedSequences.map { $0.ruleCursor(before: moment) },
                excludedMoments: removedDates,
                excludedDays: removedDays,
                isBackward: true,
                stepBudget: stepBudget
            )
        )
    }
}
