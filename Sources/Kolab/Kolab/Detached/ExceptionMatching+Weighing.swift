internal import CalendarModel
internal import ICalendar

/// Weighing the matches of a search.
extension ExceptionMatching {
    /// Weighs every match and gives each exclusion what fits best.
    func report() -> DetachedExceptionReport {
        let weighed = weighedMatches()
        let ranked = weighed.map { match, evidence, confidence in
            let level = DetachmentConfidence.allCases.firstIndex(of: confidence) ?? 0
            let score = evidence.reduce(0) { $0 + $1.weight }
            // No score reaches the next level's.
            return OneToOneAssignment.Match(slot: match.slot, taker: match.single, rank: level * 10_000 + score)
        }
        let outcomes = OneToOneAssignment(ranked).outcomes
        let order = weighed.indices.sorted { left, right in
            let slots = (self.slots[weighed[left].match.slot], self.slots[weighed[right].match.slot])
            return (slots.0.series, slots.0.day, -ranked[left].rank, left) < (
                slots.1.series, slots.1.day, -ranked[right].rank, right
            )
        }
        var report = DetachedExceptionReport()
        report.oddExclusions = odd
        for index in order {
            let (match, evidence, confidence) = weighed[index]
            let slot = slots[match.slot]
            var exception = exception(of: match.single, in: slot.series, evidence, confidence, outcomes[index])
            exception.occurrence = schedules[slot.series]?.nominal(onDay: slot.day)
            exception.strayExclusion = match.stray
            report.candidates.append(exception)
        }
        for (series, single, evidence) in unplaced {
            report.candidates.append(exception(of: single, in: series, [evidence], .certain, .occurrenceUnknown))
        }
        return report
    }

    private func exception(
        of single: Int,
        in series: Int,
        _ evidence: [DetachmentEvidence],
        _ confidence: DetachmentConfidence,
        _ outcome: DetachedException.Outcome
    ) -> DetachedException {
        return DetachedException(
            series: traits[series].id,
            exception: traits[single].id,
            exceptionUID: traits[single].uid,
            confidence: confidence,
            evidence: evidence,
            outcome: outcome,
            cautions: traits[single].cautions
        )
    }
}

extension ExceptionMatching {
    private typealias Weighed = (match: Match, evidence: [DetachmentEvidence], confidence: DetachmentConfidence)

    private func weighedMatches() -> [Weighed] {
        var all = matches.map { ($0, evidence(for: $0)) }
        var seriesOfSingle: [Int: Set<Int>] = [:]
        for (match, evidence) in all where evidence.contains(.onExcludedDay) {
            seriesOfSingle[match.single, default: []].insert(slots[match.slot].series)
        }
        for index in all.indices where all[index].1.contains(.onExcludedDay) {
            if seriesOfSingle[all[index].0.single, default: []].count > 1 { all[index].1.insert(.excludedInSeveral) }
        }
        return all.compactMap { match, found in
            let evidence = DetachmentEvidence.allCases.filter(found.contains)
            return DetachmentConfidence(evidence).map { (match, evidence, $0) }
        }
    }

    /// The evidence for and against a match.
    private func evidence(for match: Match) -> Set<DetachmentEvidence> {
        var found = Set(match.links)
        let slot = slots[match.slot]
        let (series, single) = (traits[slot.series], traits[match.single])
        guard let schedule = schedules[slot.series] else { return found }
        if schedule.excludedDays.contains(slot.day), let start = single.start {
            found.formUnion(timeEvidence(start, slot, schedule, hasSameLength: single.length == series.length))
        }
        if single.wasCreatedAtChange(of: series) { found.insert(.createdAtExclusion) }
        if let created = single.created, let first = series.created, created < first, !found.contains(where: \.isLink) {
            found.insert(.createdBeforeSeries)
        }
        if series.organizer != nil, single.organizer != nil {
            found.insert(single.organizer == series.organizer ? .sameOrganizer : .otherOrganizer)
        }
        for (evidence, trait) in Self.sameTraits
        where series[keyPath: trait] != nil && single[keyPath: trait] == series[keyPath: trait] {
            found.insert(evidence)
        }
        return found
    }

    // swift-format-ignore
    /// What may be the same in an exception and its series.
    private static let sameTraits: [(DetachmentEvidence, any KeyPath<ExceptionTraits, Int?> & Sendable)] = [
        (.sameSummary,        \.summary),
        (.sameAttendees,      \.attendees),
        (.sameCategories,     \.categories),
        (.sameDescription,    \.description),
        (.sameClassification, \.classification),
        (.sameAlarms,         \.alarms),
    ]

    private func timeEvidence(
        _ start: EventTime,
        _ slot: Slot,
        _ schedule: MasterSchedule,
        hasSameLength: Bool
    ) -> Set<DetachmentEvidence> {
        let local = schedule.local(of: start, zones: zones)
        guard local.dayNumber == slot.day else {
            return schedule.reach(ofDay: slot.day).contains(local) ? [.nearExclusion] : []
        }
        var found: Set<DetachmentEvidence> = [.onExcludedDay]
        let nominal = schedule.nominal(onDay: slot.day)
        guard start.isDate == nominal.isDate else { return found }
        if local == nominal.civil.secondsSinceEpoch { found.insert(.sameStartTime) }
        if hasSameLength { found.insert(.sameLength) }
        return found
    }
}
