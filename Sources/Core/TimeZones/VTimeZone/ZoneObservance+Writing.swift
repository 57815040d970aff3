internal import ICalendar

extension ZoneObservance {
    /// The fewest observances that describe `rules` in the years from `firstYear` on.
    ///
    /// Each is a single onset or an RRULE, since Outlook ignores lists of RDATEs. A rule that never ends stays without
    /// UNTIL. Where the change before `firstYear` fits into a rule it is taken in, so that the first days of that year
    /// have an observance; elsewhere the first TZOFFSETFROM applies to them.
    ///
    /// Law: read back, they yield the transitions of `rules` from the start of `firstYear` to the end of `lastYear`.
    ///
    /// - Parameters:
    ///   - firstYear: the first year needed, within 1...9999.
    ///   - lastYear: the last year needed; nil writes everything that is known.
    public static func describing(_ rules: ZoneRules, from firstYear: Int, through lastYear: Int? = nil)
        -> [ZoneObservance]
    {
        let onsets = OnsetRuns.onsets(of: rules, from: firstYear, through: lastYear)
        var runs = OnsetRuns(onsets.needed)
        if let earlier = onsets.earlier {
            let longer = OnsetRuns([earlier] + onsets.needed)
            if longer.all.count <= runs.all.count { runs = longer }
        }
        // Rules repeat every 400 years at the latest: a run that lasts so long never ends.
        let needed = runs.all.filter { $0.firstYear <= lastYear ?? .max }
        guard !needed.isEmpty else { return [unchanging(rules, from: firstYear)] }
        return needed.flatMap { $0.observances(isEndless: $0.lastYear == onsets.endlessYear) }
            .sorted { ($0.start, $0.offsetTo) < ($1.start, $1.offsetTo) }
    }

    private static func unchanging(_ rules: ZoneRules, from year: Int) -> ZoneObservance {
        let start = CivilDateTime(CivilDate(year: year, month: 1, day: 1), CivilTime(secondOfDay: 0))
        let type = rules.type(at: start.secondsSinceEpoch)
        let offset = UTCOffset(seconds: type.offset) ?? .zero
        return ZoneObservance(
            isDaylight: type.isDaylight,
            start: start,
            offsetFrom: offset,
            offsetTo: offset,
            name: type.abbreviation
        )
    }
}

/// One change of clocks as a VTIMEZONE sees it: by the clocks before it.
private struct Onset {
    var instant: Int
    var local: CivilDateTime
    var kind: Kind

    /// What the onsets of one observance have in common.
    struct Kind: Hashable {
        var offsetFrom: UTCOffset
        var type: LocalTimeType
        var time: CivilTime
    }

    init?(_ transition: ZoneTransition) {
        guard let offset = UTCOffset(seconds: transition.before.offset) else { return nil }
        instant = transition.instant
        local = CivilDateTime(secondsSinceEpoch: transition.instant + transition.before.offset)
        kind = Kind(offsetFrom: offset, type: transition.after, time: local.time)
    }
}

/// Onsets of one kind in consecutive years that share at least one pattern.
private struct OnsetRun {
    var onsets: [Onset]
    var patterns: [OnsetPattern]

    var firstYear: Int { onsets[0].local.date.year }
    var lastYear: Int { onsets[onsets.count - 1].local.date.year }

    /// The patterns that hold for `onset` too, if it is of the same kind and a year later; else none.
    func patterns(sharedWith onset: Onset) -> [OnsetPattern] {
        guard onset.kind == onsets[0].kind, onset.local.date.year == lastYear + 1 else { return [] }
        let day = onset.local.date.dayNumber
        return patterns.filter { $0.dayNumber(in: lastYear + 1) == day }
    }

    /// One observance, or two for a pattern that reaches over the end of a month.
    func observances(isEndless: Bool) -> [ZoneObservance] {
        Set(onsets.map(\.local.date.month)).sorted().compactMap { month in
            let part = onsets.filter { $0.local.date.month == month }
            guard let first = part.first, let last = part.last, let offset = UTCOffset(seconds: first.kind.type.offset)
            else { return nil }
            var observance = ZoneObservance(
                isDaylight: first.kind.type.isDaylight,
                start: first.local,
                offsetFrom: first.kind.offsetFrom,
                offsetTo: offset,
                name: first.kind.type.abbreviation
            )
            guard part.count > 1 else { return observance }
            observance.rule = patterns[0].rule(in: month)
            if !isEndless { observance.rule?.until = .utc(CivilDateTime(secondsSinceEpoch: last.instant)) }
            return observance
        }
    }
}

/// All onsets, split into the fewest runs.
private struct OnsetRuns {
    private(set) var all: [OnsetRun] = []

    init(_ onsets: [Onset]) {
        var open: [OnsetRun] = []
        for onset in onsets {
            let year = onset.local.date.year
            all += open.filter { $0.lastYear < year - 1 }
            open.removeAll { $0.lastYear < year - 1 }
            let longest = open.indices.map { (index: $0, patterns: open[$0].patterns(sharedWith: onset)) }
                .filter { !$0.patterns.isEmpty }
                .max { open[$0.index].onsets.count < open[$1.index].onsets.count }
            if let longest {
                open[longest.index].onsets.append(onset)
                open[longest.index].patterns = longest.patterns
            } else {
                open.append(OnsetRun(onsets: [onset], patterns: OnsetPattern.candidates(for: onset.local.date)))
            }
        }
        all += open
    }

    /// The onsets from `firstYear` on, the one before them, and the year up to which endless rules were followed.
    static func onsets(
        of rules: ZoneRules,
        from firstYear: Int,
        through lastYear: Int?
    ) -> (earlier: Onset?, needed: [Onset], endlessYear: Int?) {
        let endlessYear = rules.firstTailYear.map { max($0, firstYear, lastYear ?? firstYear) + 400 }
        let end = endlessYear ?? lastYear ?? 9999
        let range = second(ofYear: firstYear - 100)..<second(ofYear: end + 1) + 2 * 86_400
        let onsets = rules.transitions(in: range).compactMap(Onset.init)
        return (
            onsets.last { $0.local.date.year < firstYear },
            onsets.filter { (firstYear...end).contains($0.local.date.year) }, endlessYear
        )
    }

    private static func second(ofYear year: Int) -> Int { CivilDate(year: year, month: 1, day: 1).dayNumber * 86_400 }
}
