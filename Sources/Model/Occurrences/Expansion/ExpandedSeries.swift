public import CalendarModel
internal import ICalendar
internal import Recurrence
internal import TimeZones

/// A series made ready to list its occurrences in any window, any number of times.
///
/// The rules are never walked to reach a window. What may be endless is listed through ``OccurrenceMerge`` with a window
/// or a count.
public struct ExpandedSeries: Sendable {
    /// A stretch of the master's occurrences that one item describes.
    struct Segment: Sendable {
        /// Where it lies on the master's line of time.
        var positions: Range<Int>
        var template: OccurrenceTemplate
    }

    /// The series.
    public let series: Series
    let items: [CalendarItem]
    /// The master's rules and dates on its wall clock; nil without a master that has a start.
    var source: RecurrenceSet?
    var masterClock = OccurrenceClock.floating
    var masterForm: EventTime?
    var segments: [Segment] = []
    /// Positions and days that the source yields and that are not listed from it.
    var removedPositions: Set<Int> = []
    var removedDays: Set<Int> = []
    /// Occurrences of the master with an end of their own, by their position.
    var periods: [Int: SeriesOccurrence] = [:]
    /// Positions of overridden occurrences that the master excludes.
    var excludedOverrides: [Int] = []
    /// Indices of overrides for whose occurrence a newer one counts.
    var supersededOverrides: [Int] = []
    /// Overrides and periods, in order.
    var fixed: [SeriesOccurrence] = []
    /// Where it was read.
    var origin = SeriesOrigin()
    var options: ExpansionOptions

    init(_ series: Series, options: ExpansionOptions) {
        self.series = series
        items = series.items
        self.options = options
    }
}

extension ExpandedSeries {
    /// Whether only a window or a count ends the list.
    public var isEndless: Bool { source?.isEndless ?? false }

    /// The occurrences in the window, in order of time.
    public func occurrences(in window: OccurrenceWindow) -> OccurrenceMerge { OccurrenceMerge([self], in: window) }

    /// Whether the master's set has a moment at a position on the master's line of time.
    func contains(position: Int) -> Bool {
        guard let source else { return false }
        var moments = moments(of: source, in: position..<position + 1)
        return moments.nextInstant() != nil
    }

    /// The only position at which the master's set has a moment on a day, if there is exactly one.
    func onlyPosition(onDay day: Int) -> Int? {
        guard let source else { return nil }
        let lower = masterClock.position(ofLocal: day * 86_400)
        var moments = moments(of: source, in: lower..<lower + 86_400)
        guard let first = moments.nextInstant(), moments.nextInstant() == nil else { return nil }
        return first
    }

    /// The streams that give the occurrences in a window.
    ///
    /// - Parameter stepsLeft: the steps that all series share; see ``ExpansionOptions/sharedStepBudget``.
    func streams(in window: OccurrenceWindow, stepsLeft: Int) -> [OccurrenceStream] {
        var streams: [OccurrenceStream] = []
        if let source = stepsLeft < options.stepBudget
            ? source?.limited(toSteps: stepsLeft, atLeast: ExpansionOptions.leastSteps) : source
        {
            for segment in segments {
                let positions = segment.positions.clamped(to: reach(of: window, segment.template))
                if positions.isEmpty { continue }
                streams.append(.rule(moments(of: source, in: positions), segment.template))
            }
        }
        let inside = fixed.filter {
            isListed($0.item) && window.contains(local: $0.start.civil.secondsSinceEpoch, instant: $0.instant)
        }
        if !inside.isEmpty { streams.append(.fixed(inside[...])) }
        return streams
    }

    func isListed(_ item: CalendarItem) -> Bool { options.listsCancelled || item.status != .cancelled }

    private func moments(of source: RecurrenceSet, in positions: Range<Int>) -> ResolvedOccurrences.Iterator {
        source.resolved(in: masterClock.rules, policy: options.ambiguousTimes).within(positions).makeIterator()
    }

    /// Where the master's occurrences lie that a template may move into the window.
    private func reach(of window: OccurrenceWindow, _ template: OccurrenceTemplate) -> Range<Int> {
        guard window != .always else { return window.bounds }
        let margin = OccurrenceWindow.margin
        return window.bounds.lowerBound - template.shift - margin..<window.bounds.upperBound - template.shift + margin
    }

    /// The occurrence at a position on the master's line of time; nil if it is not to be listed.
    func occurrence(at position: Int, by template: OccurrenceTemplate, in window: OccurrenceWindow) -> SeriesOccurrence?
    {
        guard !removedPositions.contains(position), let masterForm else { return nil }
        let masterLocal = masterClock.local(at: position)
        if !removedDays.isEmpty, removedDays.contains(CivilDateTime(secondsSinceEpoch: masterLocal).date.dayNumber) {
            return nil
        }
        let (local, moved) = template.start(of: position, on: masterClock)
        guard window.contains(local: local, instant: template.clock.hasInstants ? moved : nil) else { return nil }
        let isAlone = !items[0].isRecurring && items.count == 1
        let id = isAlone ? nil : masterForm.showing(CivilDateTime(secondsSinceEpoch: masterLocal))
        return occurrence(local: local, position: moved, by: template, recurrenceID: id)
    }

    /// An occurrence from where it begins.
    func occurrence(
        local: Int,
        position: Int,
        by template: OccurrenceTemplate,
        recurrenceID: EventTime?
    ) -> SeriesOccurrence {
        let start = template.form.showing(CivilDateTime(secondsSinceEpoch: local))
        let clock = template.clock
        let end = template.extent.end(from: start, at: position, on: clock, like: template.endForm)
        return SeriesOccurrence(
            items: items,
            index: template.index,
            start: start,
            end: end?.time,
            clock: clock,
            instant: clock.hasInstants ? position : nil,
            endInstant: end?.instant,
            recurrenceID: recurrenceID,
            isOverride: template.isOverride,
            order: clock.hasInstants ? position : options.orderingZone.instant(ofLocalSeconds: local) ?? local
        )
    }
}

/// A source of occurrences in order.
enum OccurrenceStream: Sendable {
    case rule(ResolvedOccurrences.Iterator, OccurrenceTemplate)
    case fixed(ArraySlice<SeriesOccurrence>)

    /// The next occurrence of `series` in `window`.
    mutating func next(of series: ExpandedSeries, in window: OccurrenceWindow) -> SeriesOccurrence? {
        switch self {
        case .fixed(var rest):
            let first = rest.popFirst()
            self = .fixed(rest)
            return first
        case .rule(var moments, let template):
            guard series.isListed(series.items[template.index]) else { return nil }
            // So that what is left is changed in its place.
            self = .fixed([])
            defer { self = .rule(moments, template) }
            while let position = moments.nextInstant() {
                if let found = series.occurrence(at: position, by: template, in: window) { return found }
            }
            return nil
        }
    }

    /// How many steps were taken so far that found nothing.
    var stepsTaken: Int {
        if case .rule(let moments, _) = self { moments.stepsTaken } else { 0 }
    }

    /// How the search ended; known once ``next(of:in:)`` has returned nil.
    var outcome: RecurrenceOutcome {
        if case .rule(let moments, _) = self { moments.outcome } else { .finished }
    }
}
