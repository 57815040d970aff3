internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import TimeZones

/// Puts a series together from the members of a group and the rule that explains them.
struct SeriesAssembly {
    private let group: OccurrenceGroup
    /// The rule, with COUNT, and its days.
    private let rule: RecurrenceRule
    private let slots: [Int]
    /// The time of day of the slots.
    private let time: Int
    private let options: RestorationOptions
    private let directory: ZoneDirectory
    private let assignment: SlotAssignment

    init(
        _ group: OccurrenceGroup,
        _ inference: RuleInference,
        time: Int,
        options: RestorationOptions,
        directory: ZoneDirectory
    ) {
        self.group = group
        self.time = time
        self.options = options
        self.directory = directory
        let places = group.members.map(\.local)
        let assign = { (slots: [Int]) in
            SlotAssignment(
                slots: slots.map { group.place(day: $0, time: time) },
                places: places,
                mayMove: !group.hasIDs
            )
        }
        var slots = inference.slots
        if !group.hasIDs {
            // What is near the slot before the first, or after the last, was moved from there.
            let taken = assign(inference.before + slots + inference.after).members.map { $0 != nil }
            let before = taken.prefix(inference.before.count).reversed().prefix { $0 }.count
            let after = taken.suffix(inference.after.count).prefix { $0 }.count
            slots = inference.before.suffix(before) + slots + inference.after.prefix(after)
        }
        assignment = assign(slots)
        var rule = inference.rule
        rule.count = slots.count
        self.rule = rule
        self.slots = slots
    }

    /// The series, with what it is made of.
    func restored(clocks: inout SeriesClocks) -> RestoredSeries {
        var master = masterItem(clocks: &clocks)
        var expander = SeriesExpander(directory: directory)
        expander.options.defaultZone = options.defaultZone
        var unused = Diagnostics()
        let draft = expander.expand(Series(master: master, context: group.context), diagnostics: &unused)
        var restored = RestoredSeries(series: draft.series, rule: master.rules[0])
        var overrides: [CalendarItem] = []
        for (slot, member) in zip(slots, assignment.members) {
            let local = group.place(day: slot, time: time)
            guard let member else {
                master.exclusions.append(form(showing: slot * 86_400 + time))
                restored.exclusionCount += 1
                continue
            }
            let item = group.members[member].item
            if isAsExpected(item, at: local, in: draft, &clocks) {
                restored.regularCount += 1
            } else {
                overrides.append(override(item, at: local, of: master))
                restored.overrideCount += 1
            }
        }
        for member in assignment.leftovers.map({ group.members[$0] }) {
            switch options.leftovers {
            case .singleItems: restored.leftovers.append(single(member))
            case .additionalDates:
                master.additionalDates.append(.time(form(showing: member.local)))
                restored.additionalDateCount += 1
                if !isAsExpected(member.item, at: member.local, in: draft, &clocks) {
                    overrides.append(override(member.item, at: member.local, of: master))
                }
            }
        }
        if options.isOpenEnded { master.rules[0].count = nil }
        restored.rule = master.rules[0]
        restored.series = Series(master: master, overrides: overrides, context: group.context)
        return restored
    }

    private func form(showing seconds: Int) -> EventTime {
        group.form.showing(CivilDateTime(secondsSinceEpoch: seconds))
    }
}

// MARK: - The master

extension SeriesAssembly {
    private func masterItem(clocks: inout SeriesClocks) -> CalendarItem {
        let matched = assignment.members.compactMap { $0.map { group.members[$0].item } }
        var master = CalendarItem.mostFrequent(of: matched)
        master.uid = matched[0].uid
        master.recurrenceID = nil
        master.exclusions = []
        master.additionalDates = []
        master.exceptionRules = []
        master.rules = [rule]
        let start = form(showing: slots[0] * 86_400 + time)
        let isDueOnly = master.kind == .todo && matched.allSatisfy { $0.start == nil }
        let lengths = matched.map { length(of: $0, clocks: &clocks) }
        let common = lengths.mostFrequent
        let donor = matched[lengths.firstIndex(of: common) ?? 0]
        master.duration = donor.duration
        master.finish = isDueOnly ? start : finish(of: donor, movedTo: start, clocks: &clocks)
        master.start = isDueOnly ? nil : start
        return master
    }

    /// The end or due time of an item that begins elsewhere.
    private func finish(of item: CalendarItem, movedTo start: EventTime, clocks: inout SeriesClocks) -> EventTime? {
        guard let finish = item.finish, let ownStart = item.start else { return nil }
        let ownClock = clocks.clock(of: ownStart)
        let extent = OccurrenceExtent(from: ownStart, on: ownClock, to: finish, clocks: &clocks)
        let position = group.clock.position(ofLocal: start.civil.secondsSinceEpoch)
        return extent.end(from: start, at: position, on: group.clock, like: finish)?.time
    }

    /// How long an item lasts, in seconds; nil if it does not state it.
    private func length(of item: CalendarItem, clocks: inout SeriesClocks) -> Int? {
        guard let start = item.start else { return nil }
        let (clock, position, end) = placed(item, start, &clocks)
        guard let end else { return nil }
        if let instant = end.instant, clock.hasInstants { return instant - position }
        return end.time.civil.secondsSinceEpoch - start.civil.secondsSinceEpoch
    }

    private func placed(
        _ item: CalendarItem,
        _ start: EventTime,
        _ clocks: inout SeriesClocks
    ) -> (clock: OccurrenceClock, position: Int, end: (time: EventTime, instant: Int?)?) {
        let clock = clocks.clock(of: start)
        let position = clock.position(ofLocal: start.civil.secondsSinceEpoch)
        let extent = OccurrenceExtent(of: item, start: start, clock: clock, clocks: &clocks)
        return (clock, position, extent.end(from: start, at: position, on: clock, like: item.finish))
    }
}

// MARK: - What differs from it

extension SeriesAssembly {
    /// Whether an occurrence by the master equals the item.
    private func isAsExpected(
        _ item: CalendarItem,
        at local: Int,
        in draft: ExpandedSeries,
        _ clocks: inout SeriesClocks
    ) -> Bool {
        guard let master = draft.series.master, let template = draft.segments.first?.template else { return false }
        let position = group.clock.position(ofLocal: local)
        let expected = draft.occurrence(local: local, position: position, by: template, recurrenceID: nil)
        let start = item.start ?? item.due ?? expected.start
        guard start == expected.start else { return false }
        let end = item.start == nil && item.due == nil ? expected.end : placed(item, start, &clocks).end?.time
        return end == expected.end && item.withoutOwn == master.withoutOwn
    }

    private func override(_ item: CalendarItem, at local: Int, of master: CalendarItem) -> CalendarItem {
        var override = item
        override.uid = master.uid
        override.recurrenceID = .init(form(showing: local))
        return override
    }

    /// A leftover as a separate item; where it shared the series' UID it gets one made of that and its place.
    private func single(_ member: OccurrenceGroup.Member) -> Series {
        var item = member.item
        item.recurrenceID = nil
        if group.hasIDs { item.uid += "-\(form(showing: member.local))" }
        return Series(master: item, context: group.context)
    }
}
