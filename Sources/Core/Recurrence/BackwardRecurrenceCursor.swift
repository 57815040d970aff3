/// A place within a rule's moments that moves back in time.
struct BackwardRecurrenceCursor: MomentCursor {
    private let plan: RecurrencePlan
    /// Where the search for the next earlier moment begins.
    private var upper: Int
    private var isStartPending: Bool
    private var stepsLeft: Int
    private let stepBudget: Int
    var stepsTaken: Int { stepBudget - stepsLeft }
    private var block: YearBlock
    private(set) var isExhausted = false
    /// The moment from which the rule's calendar is not known, if later occurrences were requested.
    private(set) var unknownFrom: Int?

    /// A cursor whose first moment is the last before `moment`.
    init(_ plan: RecurrencePlan, before moment: Int, stepBudget: Int) {
        self.plan = plan
        var steps = stepBudget
        self.stepBudget = stepBudget
        isStartPending = plan.startPolicy != .ruleOnly && plan.start < moment && plan.count != 0
        upper = min(moment - 1, plan.end)
        if plan.count != nil {
            // With COUNT the end has to be known first; without the steps to find it nothing is known.
            if let last = plan.lastOfRule(stepsLeft: &steps) {
                upper = min(upper, last)
            } else {
                upper = plan.ruleStart - 1
                isExhausted = steps <= 0
            }
        }
        if moment - 1 > plan.end, plan.isCutShort(stepsLeft: &steps) { unknownFrom = plan.unknownFrom }
        stepsLeft = steps
        let day = floorDivide(max(upper, plan.ruleStart), 86_400)
        block = plan.block(of: GregorianYear(holding: day))
    }

    mutating func next() -> Int? {
        while upper >= plan.ruleStart {
            guard stepsLeft > 0 else {
                isExhausted = true
                return nil
            }
            guard let found = plan.last(in: block, atOrBefore: upper) else {
                move(to: block.year.firstDay * 86_400 - 1)
                stepsLeft -= plan.stepsPerYear
                continue
            }
            guard let aligned = plan.alignment?.previous(atOrBefore: found), aligned != found else {
                guard found >= plan.ruleStart else { break }
                move(to: found - 1)
                return found
            }
            move(to: aligned)
            stepsLeft -= plan.stepsPerYear
        }
        upper = plan.ruleStart - 1
        guard isStartPending, !isExhausted else { return nil }
        isStartPending = false
        return plan.start
    }

    private mutating func move(to moment: Int) {
        upper = moment
        guard moment < block.year.firstDay * 86_400, moment >= plan.ruleStart else { return }
        block = plan.block(of: GregorianYear(holding: floorDivide(moment, 86_400)))
    }
}
