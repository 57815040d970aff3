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
            return (slots.0.series, slots.0.day, -ranked[left].rank, left) < (slots.1.series, slots.1.day, -ranked[right].rank, right)
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
        of single: Int, in series: Int, _ evidence: [DetachmentEvidence], _ confidence: DetachmentConfidence,
        _ outcome: DetachedException.Outcome
    ) -> DetachedException {
        let item = item(single)
        var cautions: [DetachedException.Caution] = []
        if !item.attendees.isEmpty { cautions.append(.hasAttendees) }
        if !item.attachments.isEmpty { cautions.append(.hasAttachments) }
        return DetachedException(
            series: objects[series].id, exception: objects[single].id, exceptionUID: item.uid, confidence: confidence,
            evidence: evidence, outcome: outcome, cautions: cautions)
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

    /// What speaks for and against a match.
    private func evidence(for match: Match) -> Set<DetachmentEvidence> {
        var found = Set(match.links)
        let slot = slots[match.slot]
        let (series, single) = (traits[slot.series], traits[match.single])
        guard let schedule = schedules[slot.series] else { return found }
        if schedule.excludedDays.contains(slot.day), let start = single.start {
            found.formUnion(timeEvidence(start, slot, schedule, hasSameLength: single.length == series.length))
        }
        if single.wasCreatedAtChange(of: series) { found.insert(.createdAtExclusion) }
        if series.summary != nil, single.summary == series.summary { found.insert(.sameSummary) }
        if let created = single.created, let first = series.created, created < first, !found.contains(where: \.isLink) {
            found.insert(.createdBeforeSeries)
        }
        if !series.organizer.isEmpty, !single.organizer.isEmpty {
            found.insert(single.organizer == series.organizer ? .sameOrganizer : .otherOrganizer)
        }
        if !series.attendees.isEmpty, single.attendees == series.attendees { found.insert(.sameAttendees) }
        return found.union(textEvidence(item(match.single), item(slot.series)))
    }

    private func timeEvidence(
        _ start: EventTime, _ slot: Slot, _ schedule: MasterSchedule, hasSameLength: Bool
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

    private func textEvidence(_ single: CalendarItem, _ series: CalendarItem) -> Set<DetachmentEvidence> {
        var found: Set<DetachmentEvidence> = []
        if !series.categories.isEmpty, single.categories == series.categories { found.insert(.sameCategories) }
        if let text = series.description, !text.isEmpty, single.description == text { found.insert(.sameDescription) }
        if let classification = series.classification, single.classification == classification {
            found.insert(.sameClassification)
        }
        if !series.alarms.isEmpty, single.alarms == series.alarms { found.insert(.sameAlarms) }
        return found
    }
}
