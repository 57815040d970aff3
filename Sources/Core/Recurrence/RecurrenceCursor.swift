internal import Bytes

/// A place within a rule's moments that moves forward. Nothing is allocated per moment.
struct RecurrenceCursor: MomentCursor {
    private let plan: RecurrencePlan
    private var block: YearBlock
    /// The remaining days of the block, a word at a time.
    private var word: UInt64 = 0
    private var wordIndex = 0
    /// The block's first day in seconds, and the day being read within the block.
    private var blockStart: Int
    private var day = -1
    /// The time of day that follows the last moment; the day is finished when past midnight.
    private var timePosition = 0
    private var pickPosition = 0
    private var isStartPending = false
    /// How many more moments COUNT allows.
    private var remaining: Int
    private var isFinished = false
    /// How many steps may still be taken that find nothing.
    private(set) var stepsLeft: Int
    private let stepBudget: Int
    var stepsTaken: Int { stepBudget - stepsLeft }
    /// Whether the steps were used up before the end was found.
    private(set) var isExhausted = false
    /// The moment from which the rule's calendar is not known, once the search got there.
    private(set) var unknownFrom: Int?
    private let hasManyTimes: Bool

    /// A cursor whose first moment is the first at or after `moment`.
    init(_ plan: RecurrencePlan, from moment: Int, stepBudget: Int) {
        self.plan = plan
        stepsLeft = stepBudget
        self.stepBudget = stepBudget
        let lower = max(moment, plan.ruleStart)
        remaining = plan.count ?? Int.max
        hasManyTimes = plan.times.count > 1
        isStartPending = plan.startPolicy != .ruleOnly && moment <= plan.start
        let isInReach = lower <= plan.end
        let year = GregorianYear(holding: floorDivide(isInReach ? lower : plan.ruleStart, 86_400))
        block = isInReach ? plan.block(of: year) : YearBlock(year, days: DayMask())
        blockStart = block.year.firstDay * 86_400
        if plan.startPolicy == .included { remaining -= 1 }
        if plan.count != nil, lower > plan.ruleStart, isInReach {
            let skipped = plan.ruleCount(before: lower, stepsLeft: &stepsLeft)
            remaining -= skipped ?? 0
            isExhausted = skipped == nil
        }
        isFinished = !isInReach || isExhausted || remaining <= 0
        if !isInReach, plan.isCutShort(stepsLeft: &stepsLeft) { unknownFrom = plan.unknownFrom }
        if plan.count == 0 { isStartPending = false }
        place(at: lower)
    }

    /// The next moment in seconds, or nil after the last.
    mutating func next() -> Int? {
        if isStartPending {
            isStartPending = false
            return plan.start
        }
        guard !isFinished else { return nil }
        let found = plan.alignment == nil ? nextInBlocks() : nextAligned()
        guard let found, found <= plan.end else {
            isFinished = true
            if !isExhausted { unknownFrom = plan.unknownFrom }
            return nil
        }
        remaining -= 1
        if remaining == 0 { isFinished = true }
        return found
    }
}

extension RecurrenceCursor {
    /// Sets the cursor before the first moment of the block at or after `moment`.
    private mutating func place(at moment: Int) {
        let offset = max(moment - blockStart, 0)
        if let picks = block.picks {
            pickPosition = picks.firstIndex(notBefore: Int32(clamping: offset))
            return
        }
        let today = offset / 86_400
        let rank = plan.times.rank(of: offset - today * 86_400)
        if rank > 0, rank < plan.times.count, block.days.contains(today) {
            day = today
            timePosition = rank
        } else {
            day = -1
            timePosition = plan.times.count
        }
        let next = rank == 0 ? today : today + 1
        wordIndex = min(next >> 6, DayMask.wordCount)
        word = wordIndex < DayMask.wordCount ? block.days.words[wordIndex] & UInt64.max << UInt64(next & 63) : 0
    }

    @inline(__always)
    private mutating func nextInBlocks() -> Int? {
        if hasManyTimes, day >= 0, timePosition < plan.times.count {
            let time = plan.times[timePosition]
            timePosition += 1
            return blockStart + day * 86_400 + time
        }
        if let picks = block.picks, pickPosition < picks.count {
            pickPosition += 1
            return blockStart + Int(picks[pickPosition - 1])
        }
        while word == 0 {
            wordIndex += 1
            if wordIndex < DayMask.wordCount {
                word = block.days.words[wordIndex]
            } else {
                guard loadNextBlock() else { return nil }
                if let picks = block.picks, !picks.isEmpty {
                    pickPosition = 1
                    return blockStart + Int(picks[0])
                }
            }
        }
        day = wordIndex << 6 + word.trailingZeroBitCount
        word &= word &- 1
        timePosition = 1
        return blockStart + day * 86_400 + plan.times.first
    }

    private mutating func nextAligned() -> Int? {
        guard let alignment = plan.alignment, var found = nextInBlocks() else { return nil }
        var isFirstJump = true
        while true {
            let aligned = alignment.next(atOrAfter: found)
            if aligned == found { return found }
            // The first jump leads from one moment to the next; only those after it have found nothing.
            guard isFirstJump || takeStep(), aligned <= plan.end else { return nil }
            isFirstJump = false
            if aligned >= blockStart + block.year.length * 86_400 {
                load(GregorianYear(holding: floorDivide(aligned, 86_400)))
            }
            place(at: aligned)
            guard let next = nextInBlocks() else { return nil }
            found = next
        }
    }

    private mutating func loadNextBlock() -> Bool {
        guard takeStep(), blockStart + block.year.length * 86_400 <= plan.end else { return false }
        load(GregorianYear(block.year.year + 1))
        return true
    }

    private mutating func load(_ year: GregorianYear) {
        block = plan.block(of: year)
        blockStart = year.firstDay * 86_400
        wordIndex = 0
        word = block.days.words[0]
        pickPosition = 0
        day = -1
    }

    private mutating func takeStep() -> Bool {
        stepsLeft -= plan.stepsPerYear
        if stepsLeft < 0 { isExhausted = true }
        return stepsLeft >= 0
    }
}
