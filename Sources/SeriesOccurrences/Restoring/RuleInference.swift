internal import ICalendar
internal import Recurrence

/// The rule that explains a set of days best.
struct RuleInference {
    /// The rule, with COUNT.
    let rule: RecurrenceRule
    /// Every day that the rule yields, ascending; the first is that of DTSTART.
    let slots: [Int]
    /// Days of the set that it yields.
    let regularCount: Int
    /// Exclusions and leftovers together.
    let cost: Int

    /// How many occurrences a rule has to explain to be one.
    static let fewestRegular = 3

    /// Candidates rank by exclusions and leftovers, then by their parts, then in the order of ``RuleCandidates``.
    ///
    /// - Parameter days: days counted from 1970-01-01, ascending, each once.
    /// - Returns: nil if no rule explains at least three days, or none saves more than it costs.
    init?(explaining days: [Int]) {
        guard days.count >= Self.fewestRegular, let last = days.last else { return nil }
        let present = Set(days)
        var best: RuleInference?
        var bestParts = Int.max
        for candidate in RuleCandidates(for: days).all {
            guard let found = RuleInference(candidate, through: last, present: present) else { continue }
            let parts = found.rule.description.utf8.count { $0 == UInt8(ascii: ";") }
            if let best, (best.cost, bestParts) <= (found.cost, parts) { continue }
            best = found
            bestParts = parts
        }
        // Listing every day but the first by itself costs as much as having no rule at all.
        guard let best, best.cost < days.count - 1 else { return nil }
        self = best
    }

    private init?(_ candidate: RuleCandidates.Candidate, through last: Int, present: Set<Int>) {
        let start = CivilDateTime(CivilDate(dayNumber: candidate.start), CivilTime(secondOfDay: 0))
        let sequence = RecurrenceSequence(candidate.rule, from: start, isAllDay: true)
        let end = start.addingSeconds((last - candidate.start + 1) * 86_400)
        // A rule that yields far more than there is explains nothing.
        let limit = 4 * present.count + 16
        var slots: [Int] = []
        for moment in sequence.within(start..<end) {
            slots.append(moment.date.dayNumber)
            if slots.count > limit { return nil }
        }
        let stretch = Self.bestStretch(of: slots, present: present)
        let isPresent = slots[stretch].count { present.contains($0) }
        guard isPresent >= Self.fewestRegular else { return nil }
        self.slots = Array(slots[stretch])
        regularCount = isPresent
        cost = stretch.count - isPresent + present.count - isPresent
        var rule = candidate.rule
        rule.count = stretch.count
        self.rule = rule
    }

    /// The stretch in which present days outnumber missing ones by most; of equals the longest.
    private static func bestStretch(of slots: [Int], present: Set<Int>) -> Range<Int> {
        var best = 0..<0
        var bestSum = 0
        var first = 0
        var sum = 0
        for (index, slot) in slots.enumerated() {
            if sum < 0 { (first, sum) = (index, 0) }
            sum += present.contains(slot) ? 1 : -1
            if sum > bestSum || sum == bestSum && index + 1 - first > best.count && present.contains(slot) {
                (best, bestSum) = (first..<index + 1, sum)
            }
        }
        while let lower = best.first, !present.contains(slots[lower]) { best = lower + 1..<best.upperBound }
        return best
    }
}
