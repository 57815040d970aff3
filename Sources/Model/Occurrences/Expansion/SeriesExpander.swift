public import CalendarDiagnostics
public import CalendarModel
internal import ICalendar
internal import Recurrence
public import TimeZones

/// Turns series into their occurrences: rules and additional dates, without exclusions, with overrides (RFC 5545 §3.8.5).
///
/// ```swift
/// var expander = SeriesExpander(directory: zones)
/// let expanded = expander.expand(series, diagnostics: &diagnostics)
/// for occurrence in expanded.occurrences(in: OccurrenceWindow(from: first, until: end)) { … }
/// ```
///
/// What RFC 5545 leaves open:
/// - An override belongs to the occurrence at the instant of its recurrence id; else at the local time that the id shows;
///   else to the only occurrence on that day. An override that belongs to none is an additional occurrence.
/// - An override with RANGE=THISANDFUTURE describes its occurrence and all later ones, moved by as much as it moves its own,
///   until the next such override; single overrides win over it.
/// - An exclusion that is a date takes out every occurrence on that day.
/// - An additional date without a time, in a series with times, is that day at the time of DTSTART.
/// - A to-do with DUE alone recurs by it.
/// - An override wins over an exclusion of its occurrence, as in Kolab objects, where each change is inside an exclusion.
/// - Of two overrides of one occurrence the newest counts: by SEQUENCE, then DTSTAMP, then LAST-MODIFIED, then the later one.
/// - Rules of an override are not expanded. Without a master, an override with its own additional dates occurs on these
///   too.
/// - A rule that cannot be read is none: the item occurs once, at its start.
public struct SeriesExpander: Sendable {
    /// The choices.
    public var options: ExpansionOptions
    private let directory: ZoneDirectory
    /// The steps that looking at rules took so far without finding anything.
    var stepsTaken = 0
    /// Zones of series that were looked at, so that equal definitions are read once.
    private var known: [(definitions: [Component], zones: CalendarZones)] = []
    private static let mostKnown = 32
    /// Counts the lines of texts with findings.
    var places = OriginPlaces()

    /// An expander; it keeps the zones that it meets.
    public init(directory: ZoneDirectory, options: ExpansionOptions = ExpansionOptions()) {
        self.directory = directory
        self.options = options
    }
}

extension SeriesExpander {
    /// Makes a series ready to list.
    ///
    /// An unknown zone is read as the calendar's X-WR-TIMEZONE, else as ``ExpansionOptions/defaultZone``, else as floating.
    ///
    /// - Parameters:
    ///   - origin: where the series was read, for the places of findings.
    ///   - diagnostics: receives `unknown-time-zone` for each unknown zone, `unreadable-recurrence` and `unreadable-time` for a
    ///     rule or time that cannot be read, `start-missing` for what has no time at all, a finding for each value that is read
    ///     although it is not in the form of RFC 5545, and what ``RecurrenceSequence/diagnose()`` finds.
    public mutating func expand(
        _ series: Series,
        from origin: SeriesOrigin = SeriesOrigin(),
        diagnostics: inout Diagnostics
    ) -> ExpandedSeries {
        let (expanded, clocks) = schedule(series, from: origin, in: zones(of: series))
        report(expanded, clocks, &diagnostics)
        return expanded
    }

    /// Makes a series ready to list whose findings were reported before, with the same result.
    package func expand(again series: Series, from origin: SeriesOrigin) -> ExpandedSeries {
        schedule(series, from: origin, in: series.zones(in: directory)).expanded
    }

    private mutating func zones(of series: Series) -> CalendarZones {
        let definitions = series.context.zones.map(\.component)
        let place = known.firstIndex { entry in
            entry.definitions.elementsEqual(definitions) { $0.tree === $1.tree && $0.index == $1.index }
        }
        if let place { return known[place].zones }
        let zones = series.zones(in: directory)
        if known.count < Self.mostKnown { known.append((definitions, zones)) }
        return zones
    }

    private func schedule(
        _ series: Series,
        from origin: SeriesOrigin,
        in zones: CalendarZones
    ) -> (expanded: ExpandedSeries, clocks: SeriesClocks) {
        var expanded = ExpandedSeries(series, options: options)
        expanded.origin = origin
        var clocks = SeriesClocks(zones: zones, defaultZones: defaultZones(of: series))
        if let zone = clocks.defaultRules { expanded.options.orderingZone = zone }
        let items = series.items
        let stem = series.master != nil ? 0 : items.firstIndex { !$0.additionalDates.isEmpty }
        if let stem { add(recurring: items[stem], at: stem, to: &expanded, &clocks) }
        for (index, replaced) in counting(items.indices.filter { $0 != stem }, in: &expanded, &clocks) {
            add(override: items[index], at: index, replacing: replaced, to: &expanded, &clocks)
        }
        expanded.closeSegments()
        expanded.fixed += expanded.periods.values
        expanded.fixed.sort {
            ($0.order, $0.recurrenceID?.civil ?? $0.start.civil) < ($1.order, $1.recurrenceID?.civil ?? $1.start.civil)
        }
        return (expanded, clocks)
    }
}

// MARK: - The master

extension SeriesExpander {
    /// Adds the master's occurrences; without one, those of an override with additional dates, as Lotus Notes sends them.
    private func add(
        recurring master: CalendarItem,
        at index: Int,
        to expanded: inout ExpandedSeries,
        _ clocks: inout SeriesClocks
    ) {
        guard let start = master.start ?? master.due else { return }
        var template = OccurrenceTemplate(master, at: index, start: start, clocks: &clocks)
        template.isOverride = master.recurrenceID != nil
        let clock = template.clock
        expanded.masterClock = clock
        expanded.masterForm = start
        expanded.segments = [.init(positions: OccurrenceWindow.always.bounds, template: template)]
        var source = rules(of: master, start: start, clock)
        var dates: [CivilDateTime] = []
        for date in master.additionalDates {
            let local = masterLocal(of: date.start, start, clock, &clocks)
            dates.append(CivilDateTime(secondsSinceEpoch: local))
        }
        if !dates.isEmpty { source = source.merged(with: dates) }
        source.stepBudget = options.stepBudget
        expanded.source = source
        for exclusion in master.exclusions {
            if exclusion.isDate || start.isDate {
                expanded.removedDays.insert(exclusion.date.dayNumber)
            } else {
                let local = masterLocal(of: exclusion, start, clock, &clocks)
                expanded.removedPositions.insert(clock.position(ofLocal: local))
            }
        }
        addPeriods(of: master, template, to: &expanded, &clocks)
    }

    private func rules(of master: CalendarItem, start: EventTime, _ clock: OccurrenceClock) -> RecurrenceSet {
        guard master.recurrenceID == nil, let first = master.rules.first else { return RecurrenceSet([start.civil]) }
        return RecurrenceSet(sequence(first, from: start, clock))
            .merged(with: master.rules.dropFirst().map { sequence($0, from: start, clock) })
            .removing(master.exceptionRules.map { sequence($0, from: start, clock) })
    }

    func sequence(_ rule: RecurrenceRule, from start: EventTime, _ clock: OccurrenceClock) -> RecurrenceSequence {
        var sequence = RecurrenceSequence(
            rule,
            from: start.civil,
            isAllDay: start.isDate,
            policies: options.policies,
            in: clock.rules,
            policy: options.ambiguousTimes
        )
        sequence.stepBudget = options.stepBudget
        return sequence
    }

    /// Additional dates with an end of their own are listed by themselves.
    private func addPeriods(
        of master: CalendarItem,
        _ template: OccurrenceTemplate,
        to expanded: inout ExpandedSeries,
        _ clocks: inout SeriesClocks
    ) {
        for date in master.additionalDates {
            let extent: OccurrenceExtent
            let startClock = clocks.clock(of: date.start)
            switch date {
            case .time: continue
            case .period(let start, let end):
                extent = OccurrenceExtent(from: start, on: startClock, to: end, clocks: &clocks)
            case .duration(_, let duration): extent = .nominal(duration)
            }
            let own = template.with(extent)
            let local = masterLocal(of: date.start, template.form, template.clock, &clocks)
            let position = template.clock.position(ofLocal: local)
            let window = OccurrenceWindow.always
            guard let occurrence = expanded.occurrence(at: position, by: own, in: window) else { continue }
            expanded.periods[position] = occurrence
            expanded.removedPositions.insert(position)
        }
    }

    /// What the master's clock shows at a time of any form.
    private func masterLocal(
        of time: EventTime,
        _ start: EventTime,
        _ clock: OccurrenceClock,
        _ clocks: inout SeriesClocks
    ) -> Int {
        if start.isDate { return time.date.dayNumber * 86_400 }
        if time.isDate { return CivilDateTime(time.date, start.civil.time).secondsSinceEpoch }
        return clock.local(of: time.civil.secondsSinceEpoch, on: clocks.clock(of: time))
    }
}

// MARK: - Overrides

extension SeriesExpander {
    /// The overrides that count, with the positions of the occurrences that they replace; of several for one occurrence, however
    /// their ids are written, the newest.
    private func counting(
        _ indices: [Int],
        in expanded: inout ExpandedSeries,
        _ clocks: inout SeriesClocks
    ) -> [(index: Int, replaced: Int?)] {
        var found: [(index: Int, replaced: Int?)] = []
        var placeOf: [OverrideKey: Int] = [:]
        for index in indices {
            guard let id = expanded.items[index].recurrenceID else { continue }
            let replaced = replacedPosition(id.time, in: expanded, &clocks)
            let clock = clocks.clock(of: id.time)
            let key = OverrideKey(
                position: replaced ?? clock.position(ofLocal: id.time.civil.secondsSinceEpoch),
                isReplacing: replaced != nil,
                isDate: id.time.isDate,
                isInstant: clock.hasInstants
            )
            guard let place = placeOf[key] else {
                placeOf[key] = found.count
                found.append((index, replaced))
                continue
            }
            if expanded.items[index].isOlder(than: expanded.items[found[place].index]) {
                expanded.supersededOverrides.append(index)
            } else {
                expanded.supersededOverrides.append(found[place].index)
                found[place] = (index, replaced)
            }
        }
        return found
    }

    private func add(
        override: CalendarItem,
        at index: Int,
        replacing replaced: Int?,
        to expanded: inout ExpandedSeries,
        _ clocks: inout SeriesClocks
    ) {
        guard let id = override.recurrenceID else { return }
        let start = override.start ?? override.due ?? id.time
        var template = OccurrenceTemplate(override, at: index, start: start, clocks: &clocks)
        template.isOverride = true
        let local = start.civil.secondsSinceEpoch
        let position = template.clock.position(ofLocal: local)
        if let replaced, expanded.excludes(replaced) { expanded.excludedOverrides.append(replaced) }
        if id.includesFuture, expanded.source != nil {
            let master = expanded.masterClock
            let from =
                replaced
                ?? master.position(
                    ofLocal: master.local(of: id.time.civil.secondsSinceEpoch, on: clocks.clock(of: id.time))
                )
            let isExact = template.clock.hasInstants && master.hasInstants && !template.clock.isSame(as: master)
            template.shift = isExact ? position - from : local - master.local(at: from)
            expanded.segments.append(
                .init(positions: from..<OccurrenceWindow.always.bounds.upperBound, template: template)
            )
            if replaced != nil {
                // Its occurrence is the first of the stretch, whatever excludes it.
                expanded.removedPositions.remove(from)
                return
            }
        }
        if let replaced {
            expanded.periods[replaced] = nil
            expanded.removedPositions.insert(replaced)
        }
        let shownID = replaced.flatMap { position in
            expanded.masterForm?.showing(CivilDateTime(secondsSinceEpoch: expanded.masterClock.local(at: position)))
        }
        expanded.fixed.append(
            expanded.occurrence(
                local: template.clock.local(at: position),
                position: position,
                by: template,
                recurrenceID: shownID ?? id.time
            )
        )
    }

    /// The position of the occurrence that an override replaces; nil if there is none.
    private func replacedPosition(
        _ id: EventTime,
        in expanded: ExpandedSeries,
        _ clocks: inout SeriesClocks
    ) -> Int? {
        guard let form = expanded.masterForm else { return nil }
        let clock = expanded.masterClock
        if !id.isDate || form.isDate {
            let atInstant = clock.position(ofLocal: masterLocal(of: id, form, clock, &clocks))
            if expanded.contains(position: atInstant) { return atInstant }
            let asShown = clock.position(ofLocal: id.civil.secondsSinceEpoch)
            if expanded.contains(position: asShown) { return asShown }
        }
        return expanded.onlyPosition(onDay: id.date.dayNumber)
    }
}

/// What two overrides share that are for one occurrence.
private struct OverrideKey: Hashable {
    var position: Int
    var isReplacing: Bool
    /// Of those that replace nothing only ids of one form are compared.
    var isDate: Bool
    var isInstant: Bool

    init(position: Int, isReplacing: Bool, isDate: Bool, isInstant: Bool) {
        self.position = position
        self.isReplacing = isReplacing
        self.isDate = !isReplacing && isDate
        self.isInstant = !isReplacing && isInstant
    }
}

extension OccurrenceTemplate {
    /// The same with another extent.
    fileprivate func with(_ extent: OccurrenceExtent) -> OccurrenceTemplate {
        var template = self
        template.extent = extent
        template.endForm = nil
        return template
    }
}

extension ExpandedSeries {
    /// Whether an exclusion takes out the occurrence at a position.
    fileprivate func excludes(_ position: Int) -> Bool {
        if removedPositions.contains(position) { return periods[position] == nil }
        if removedDays.isEmpty { return false }
        return removedDays.contains(CivilDateTime(secondsSinceEpoch: masterClock.local(at: position)).date.dayNumber)
    }

    /// Ends each stretch where the next begins.
    fileprivate mutating func closeSegments() {
        segments.sort { $0.positions.lowerBound < $1.positions.lowerBound }
        for index in segments.indices.dropLast() {
            let upper = segments[index + 1].positions.lowerBound
            segments[index].positions = segments[index].positions.lowerBound..<upper
        }
    }
}
