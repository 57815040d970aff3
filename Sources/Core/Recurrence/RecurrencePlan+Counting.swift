extension RecurrencePlan {
    /// How many moments the rule itself yields before `moment`, ignoring COUNT and UNTIL; nil if the steps are used up.
    ///
    /// Whole years are counted, not the moments in them.
    func ruleCount(before moment: Int, stepsLeft: inout Int) -> Int? {
        guard moment > ruleStart else { return 0 }
        if alignment != nil { return alignedCount(before: moment, stepsLeft: &stepsLeft) }
        var year = GregorianYear(holding: floorDivide(ruleStart, 86_400))
        let last = GregorianYear(holding: floorDivide(moment, 86_400)).year
        var total = -rank(in: block(of: year), of: ruleStart)
        while year.year < last {
            guard stepsLeft > 0 else { return nil }
            stepsLeft -= stepsPerYear
            let found = block(of: year)
            total += self.count(in: found)
            if let count, total >= count { return count }
            year = GregorianYear(year.year + 1)
        }
        return total + rank(in: block(of: year), of: moment)
    }

    /// Whether the rule continues where its calendar is no longer known: with COUNT, if not all of it lies before.
    func isCutShort(stepsLeft: inout Int) -> Bool {
        guard unknownFrom != nil else { return false }
        guard let count else { return true }
        let wanted = count - (startPolicy == .included ? 1 : 0)
        return ruleCount(before: end + 1, stepsLeft: &stepsLeft).map { $0 < wanted } ?? false
    }

    /// The last moment of a rule with COUNT or UNTIL, ignoring DTSTART; nil if there is none or the steps are used up.
    func lastOfRule(stepsLeft: inout Int) -> Int? {
        guard let count else { return last(atOrBefore: end, stepsLeft: &stepsLeft) }
        let wanted = count - (startPolicy == .included ? 1 : 0)
        guard wanted > 0 else { return nil }
        if alignment != nil { return alignedMoment(wanted - 1, stepsLeft: &stepsLeft) }
        var year = GregorianYear(holding: floorDivide(ruleStart, 86_400))
        var found = block(of: year)
        var position = wanted - 1 + rank(in: found, of: ruleStart)
        while true {
            let here = self.count(in: found)
            if position < here { break }
            guard stepsLeft > 0 else { return nil }
            stepsLeft -= stepsPerYear
            position -= here
            guard year.days.upperBound * 86_400 <= end else { return last(atOrBefore: end, stepsLeft: &stepsLeft) }
            year = GregorianYear(year.year + 1)
            found = block(of: year)
        }
        guard let moment = moment(in: found, at: position), moment <= end else {
            return last(atOrBefore: end, stepsLeft: &stepsLeft)
        }
        return moment
    }

    /// The last moment of the rule itself at or before `moment`, ignoring COUNT; nil if there is none or if the steps
    /// are used up.
    func last(atOrBefore moment: Int, stepsLeft: inout Int) -> Int? {
        var upper = min(moment, end)
        guard upper >= ruleStart else { return nil }
        var block = block(of: GregorianYear(holding: floorDivide(upper, 86_400)))
        while upper >= ruleStart {
            guard stepsLeft > 0 else { return nil }
            if let found = last(in: block, atOrBefore: upper) {
                guard found >= ruleStart else { return nil }
                guard let aligned = alignment?.previous(atOrBefore: found), aligned != found else { return found }
                upper = aligned
            } else {
                upper = block.year.firstDay * 86_400 - 1
            }
            stepsLeft -= stepsPerYear
            if upper < block.year.firstDay * 86_400 {
                block = self.block(of: GregorianYear(holding: floorDivide(upper, 86_400)))
            }
        }
        return nil
    }
}

extension RecurrencePlan {
    /// Moments of a rule whose steps drift through the day: arithmetic where nothing limits them, else one by one.
    private func alignedCount(before moment: Int, stepsLeft: inout Int) -> Int? {
        if let uniform = uniformSteps { return uniform.count(before: moment) - uniform.count(before: ruleStart) }
        var cursor = RecurrenceCursor(uncounted, from: ruleStart, stepBudget: stepsLeft)
        var total = 0
        while let next = cursor.next(), next < moment {
            total += 1
            guard total < cursor.stepsLeft else { return nil }
            if let count, total >= count { break }
        }
        stepsLeft = cursor.stepsLeft - total
        return cursor.isExhausted ? nil : total
    }

    private func alignedMoment(_ position: Int, stepsLeft: inout Int) -> Int? {
        if let uniform = uniformSteps {
            let moment = uniform.moment(at: position + uniform.count(before: ruleStart))
            return moment <= end ? moment : last(atOrBefore: end, stepsLeft: &stepsLeft)
        }
        var cursor = RecurrenceCursor(uncounted, from: ruleStart, stepBudget: stepsLeft)
        var total = 0
        var found: Int?
        while total <= position, let next = cursor.next() {
            found = next
            total += 1
            guard total < cursor.stepsLeft else { return nil }
        }
        stepsLeft = cursor.stepsLeft - total
        return cursor.isExhausted ? nil : found
    }

    private var uniformSteps: UniformSteps? {
        guard let alignment, setPositions == nil, days.isUnlimited, times.isUnlimited(from: alignment.unit) else {
            return nil
        }
        return UniformSteps(alignment: alignment, times: times)
    }
}

/// Steps that nothing limits: moment n is a matter of arithmetic.
private struct UniformSteps {
    let alignment: RecurrencePlan.Alignment
    let times: TimeOfDaySet

    private var perStep: Int { times.count(perUnit: alignment.unit) }

    /// How many moments lie from the origin's unit up to `moment`; negative before it.
    func count(before moment: Int) -> Int {
        let unit = floorDivide(moment, alignment.unit)
        let ahead = unit - alignment.origin
        let steps = floorDivide(ahead, alignment.interval)
        guard steps * alignment.interval == ahead else { return (steps + 1) * perStep }
        let start = floorRemainder(unit * alignment.unit, 86_400)
        return steps * perStep + times.rank(of: moment - unit * alignment.unit + start) - times.rank(of: start)
    }

    func moment(at position: Int) -> Int {
        let (step, index) = position.quotientAndRemainder(dividingBy: perStep)
        let (units, overflow) = step.multipliedReportingOverflow(by: alignment.interval)
        guard !overflow, units < RecurrencePlan.endOfTime else { return Int.max }
        let start = (alignment.origin + units) * alignment.unit
        let offset = floorRemainder(start, 86_400)
        return start - offset + times[times.rank(of: offset) + index]
    }
}
