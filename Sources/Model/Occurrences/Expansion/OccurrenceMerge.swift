public import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
public import Recurrence

/// The occurrences of many series in order of time, found one at a time.
///
/// A merge over an endless series is finite only with a window that ends, or as far as it is asked.
public struct OccurrenceMerge: Sequence, IteratorProtocol, Sendable {
    private let all: [ExpandedSeries]
    private let window: OccurrenceWindow
    private var streams: [(series: Int, stream: OccurrenceStream)] = []
    /// A heap: what each stream gives next, the earliest on top.
    private var heads: [Head] = []
    /// The series, by their index, whose rules may have more occurrences, and why these are not known.
    public private(set) var unfinished: [Int: RecurrenceOutcome] = [:]

    private struct Head: Sendable {
        var occurrence: SeriesOccurrence
        var stream: Int

        func precedes(_ other: Head) -> Bool {
            (occurrence.order, stream) < (other.occurrence.order, other.stream)
        }
    }

    /// The occurrences of `all` in a window.
    public init(_ all: [ExpandedSeries], in window: OccurrenceWindow) {
        self.all = all
        self.window = window
        var stepsLeft = all.first?.options.sharedStepBudget ?? 0
        for (index, series) in all.enumerated() {
            for stream in series.streams(in: window, stepsLeft: stepsLeft) {
                streams.append((index, stream))
                let number = streams.count - 1
                if let first = advance(number) { heads.append(Head(occurrence: first, stream: number)) }
                stepsLeft = Swift.max(0, stepsLeft - streams[number].stream.stepsTaken)
            }
        }
        for index in (0..<heads.count / 2).reversed() { siftDown(index) }
    }

    /// The next occurrence.
    public mutating func next() -> SeriesOccurrence? { nextWithSeries()?.occurrence }

    /// The next occurrence, with the index of its series.
    public mutating func nextWithSeries() -> (series: Int, occurrence: SeriesOccurrence)? {
        guard let top = heads.first else { return nil }
        if let following = advance(top.stream) {
            heads[0].occurrence = following
        } else {
            heads.swapAt(0, heads.count - 1)
            heads.removeLast()
        }
        siftDown(0)
        return (streams[top.stream].series, top.occurrence)
    }

    private mutating func advance(_ index: Int) -> SeriesOccurrence? {
        let series = streams[index].series
        if let next = streams[index].stream.next(of: all[series], in: window) { return next }
        let outcome = streams[index].stream.outcome
        if outcome != .finished, unfinished[series] == nil { unfinished[series] = outcome }
        return nil
    }

    private mutating func siftDown(_ start: Int) {
        var parent = start
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heads.count && heads[child].precedes(heads[least]) {
                least = child
            }
            if least == parent { return }
            heads.swapAt(parent, least)
            parent = least
        }
    }
}

extension OccurrenceMerge {
    /// Reports each rule that may have more occurrences; known once ``next()`` has returned nil.
    public func reportUnfinished(to diagnostics: inout Diagnostics) {
        var places = OriginPlaces()
        for (index, outcome) in unfinished.sorted(by: { $0.key < $1.key }) {
            let (rule, reason) =
                outcome == .calendarEnded
                ? (RecurrenceOutcome.calendarRule, "counts in a calendar that is not known any further; ended there")
                : (RecurrenceOutcome.stepBudgetRule, "finds nothing for too long; given up")
            diagnostics.report(
                rule,
                .warning,
                "the rule of \(all[index].series.uid) \(reason), later occurrences are missing",
                at: places.location(of: .recurrenceRule, in: all[index].origin)
            )
        }
    }
}
