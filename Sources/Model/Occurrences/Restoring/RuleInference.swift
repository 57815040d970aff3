internal import ICalendar
internal import Recurrence

/// The rule that explains a set of days best.
struct RuleInference {
    /// The rule, with COUNT.
    let rule: RecurrenceRule
    /// Every day that the rule yields, ascending; the first is that of DTSTART.
    let slots: [Int]
    /// The few days that the rule would yield before and after, ascending: a first or last occurrence may have been moved.
    let before: [Int]
    let after: [Int]
    /// Exclusions, overrides and leftovers together.
    let cost: Int

    /// How many occurrences a rule has to explain to be one.
    static let fewestRegular = 3

    /// Candidates rank by exclusions, overrides and leftovers, then by their parts, then by their interval, then in the
    /// order of ``RuleCandidates``.
    ///
    /// - Parameters:
    ///   - days: days counted from 1970-01-01, ascending, each once.
    ///   - changedDays: days with an occurrence at another time only, which an override would explain.
    /// - Returns: nil if no rule explains at least three days, or none saves more than it costs.
    init?(explaining days: [Int], changedDays: Set<Int> = []) {
        guard days.count >= Self.fewestRegular, let last = days.last else { return nil }
        let evidence = Evidence(regular: Set(days), changed: changedDays.subtracting(days))
        var best: RuleInference?
        var bestRank = (Int.max, Int.max, Int.max)
        for candidate in RuleCandidates(for: days).all {
            guard let found = RuleInference(candidate, through: last, evidence) else { continue }
            let parts = found.rule.description.utf8.count { $0 == UInt8(ascii: ";") }
            let rank = (found.cost, parts, found.rule.interval)
            if rank < bestRank { (best, bestRank) = (found, rank) }
        }
        // Listing every day but the first separately costs as much as having no rule at all.
        guard let best, best.cost < days.count + evidence.changed.count - 1 else { return nil }
        self = best
    }

    /// How many slots are checked on either side.
    private static let mostBeyond = 3

    private init?(_ candidate: RuleCandidates.Candidate, through last: Int, _ evidence: Evidence) {
        var policies = RecurrencePolicies()
        policies.start = .ruleOnly
        let midnight = CivilTime(secondOfDay: 0)
        let sequence = RecurrenceSequence(
            candidate.rule,
            from: CivilDateTime(CivilDate(dayNumber: candidate.anchor), midnight),
            isAllDay: true,
            policies: policies
        )
        // A rule that yields far more than there is explains nothing.
        let limit = 4 * (evidence.regular.count + evidence.changed.count) + 16 + 4 * Self.mostBeyond
        var all: [Int] = []
        var beyond = 0
        for moment in sequence.first(limit + 1) {
            all.append(moment.date.dayNumber)
            if all[all.count - 1] > last { beyond += 1 }
            if beyond == Self.mostBeyond { break }
        }
        guard all.count <= limit else { return nil }
        let stretch = evidence.bestStretch(of: all)
        let regular = all[stretch].count { evidence.regular.contains($0) }
        guard regular >= Self.fewestRegular else { return nil }
        slots = Array(all[stretch])
        before = all[..<stretch.lowerBound].suffix(Self.mostBeyond)
        after = Array(all[stretch.upperBound...].prefix(Self.mostBeyond))
        let leftovers = evidence.regular.count - regular
        // A changed occurrence costs one, as an override or as a leftover.
        let changed = all[stretch].count { evidence.changed.contains($0) }
        cost = stretch.count - regular - changed + leftovers + evidence.changed.count
        var rule = candidate.rule
        rule.count = stretch.count
        self.rule = rule
    }
}

/// The days that a rule has to explain.
private struct Evidence {
    let regular: Set<Int>
    let changed: Set<Int>

    /// The stretch in which regular days outnumber missing ones by most; it begins and ends with a regular day.
    func bestStretch(of slots: [Int]) -> Range<Int> {
        var best = 0..<0
        var bestSum = 0
        var first = 0
        var sum = 0
        for (index, slot) in slots.enumerated() {
            let isRegular = regular.contains(slot)
            if sum < 0 || sum == 0 && !isRegular { (first, sum) = (index + (isRegular ? 0 : 1), 0) }
            guard isRegular || index >= first else { continue }
            sum += isRegular ? 1 : changed.contains(slot) ? 0 : -1
            if isRegular, sum > bestSum || sum == bestSum && index + 1 - first > best.count {
                (best, bestSum) = (first..<index + 1, sum)
            }
        }
        return best
    }
}
