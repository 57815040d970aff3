public import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
public import Recurrence

/// The occurrences of many series in order of time, found one at a time.
///
/// A merge over an endless series is finite only with a window that ends, or as far as it is iterated.
///
/// A series that has not begun, or is over, need not be in memory: a merge can be given the way to make one again.
public struct OccurrenceMerge: Sequence, IteratorProtocol, Sendable {
    private let window: OccurrenceWindow
    /// Makes a series ready to list, by its index.
    private let expanding: @Sendable (Int) -> ExpandedSeries
    /// Whether series stay in memory from beginning to end.
    private let keepsAll: Bool
    private var series: [Slot] = []
    /// The series to which each stream belongs.
    private var owners: [Int32] = []
    /// A heap: when each stream gives its next occurrence, the earliest on top.
    private var heads: [Head] = []
    /// The series, by their index, whose rules may have more occurrences, and why these are not known.
    public private(set) var unfinished: [Int: RecurrenceOutcome] = [:]

    /// A series in the merge.
    private struct Slot: Sendable {
        /// The first of its streams.
        var firstStream: Int
        /// The steps that were left for its streams.
        var stepsLeft: Int
        /// What is there of it as long as it is in memory, in a list of one at most.
        var awake: [Awake] = []
    }

    /// A series in memory, with what each of its streams gives next.
    private struct Awake: Sendable {
        let series: ExpandedSeries
        var streams: [OccurrenceStream]
        var next: [SeriesOccurrence?] = []

        /// Whether no stream gives anything any more.
        var hasEnded: Bool { next.allSatisfy { $0 == nil } }

        /// Finds what a stream gives next.
        ///
        /// - Returns: whether there is something.
        mutating func advance(_ number: Int, in window: OccurrenceWindow) -> Bool {
            next[number] = streams[number].next(of: series, in: window)
            return next[number] != nil
        }
    }

    /// How many series that will be listed stay in memory from the start, so that they need not be made ready once more.
    private static let mostKept = 1024

    private struct Head: Sendable {
        var order: Int
        var stream: Int

        func precedes(_ other: Head) -> Bool { (order, stream) < (other.order, other.stream) }
    }

    /// The occurrences of `all` in a window.
    public init(_ all: [ExpandedSeries], in window: OccurrenceWindow) {
        self.init(
            count: all.count,
            in: window,
            sharedStepBudget: all.first?.options.sharedStepBudget ?? 0,
            keepsAll: true,
            first: { all[$0] },
            again: { all[$0] }
        )
    }

    /// The occurrences in a window of series of which only those are in memory that have begun and are not over.
    ///
    /// - Parameters:
    ///   - sharedStepBudget: see ``ExpansionOptions/sharedStepBudget``.
    ///   - keepsAll: whether all of them stay in memory nevertheless.
    ///   - first: makes a series ready to list, or nil if it has no occurrence in the window; called with each index in
    ///     order.
    ///   - again: makes it ready once more, with the same occurrences.
    package init(
        count: Int,
        in window: OccurrenceWindow,
        sharedStepBudget: Int,
        keepsAll: Bool = false,
        first: (Int) -> ExpandedSeries?,
        again: @escaping @Sendable (Int) -> ExpandedSeries
    ) {
        self.window = window
        self.keepsAll = keepsAll
        expanding = again
        series.reserveCapacity(count)
        var stepsLeft = sharedStepBudget
        var kept = 0
        for index in 0..<count {
            series.append(Slot(firstStream: owners.count, stepsLeft: stepsLeft))
            guard let expanded = first(index) else { continue }
            wake(index, as: expanded)
            for (number, next) in series[index].awake[0].next.enumerated() {
                if let next { heads.append(Head(order: next.order, stream: owners.count)) }
                owners.append(Int32(index))
                stepsLeft = Swift.max(0, stepsLeft - series[index].awake[0].streams[number].stepsTaken)
            }
            let stays = keepsAll || kept < Self.mostKept && !series[index].awake[0].hasEnded
            if stays { kept += 1 } else { series[index].awake = [] }
        }
        for index in (0..<heads.count / 2).reversed() { siftDown(index) }
    }

    /// The next occurrence.
    public mutating func next() -> SeriesOccurrence? { nextWithSeries()?.occurrence }

    /// The next occurrence, with the index of its series.
    public mutating func nextWithSeries() -> (series: Int, occurrence: SeriesOccurrence)? {
        guard let top = heads.first else { return nil }
        let index = Int(owners[top.stream])
        if series[index].awake.isEmpty { wake(index, as: expanding(index)) }
        let number = top.stream - series[index].firstStream
        guard let occurrence = series[index].awake[0].next[number] else { return nil }
        advance(number, of: index)
        if let following = series[index].awake[0].next[number] {
            heads[0].order = following.order
        } else {
            heads.swapAt(0, heads.count - 1)
            heads.removeLast()
            if !keepsAll, series[index].awake[0].hasEnded { series[index].awake = [] }
        }
        siftDown(0)
        return (index, occurrence)
    }

    /// A series that the merge lists, by its index.
    package func expanded(_ index: Int) -> ExpandedSeries { series[index].awake.first?.series ?? expanding(index) }

    /// Takes a series into memory and finds what each of its streams gives first.
    private mutating func wake(_ index: Int, as expanded: ExpandedSeries) {
        let streams = expanded.streams(in: window, stepsLeft: series[index].stepsLeft)
        series[index].awake = [Awake(series: expanded, streams: streams)]
        for number in streams.indices {
            series[index].awake[0].next.append(nil)
            advance(number, of: index)
        }
    }

    private mutating func advance(_ number: Int, of index: Int) {
        if series[index].awake[0].advance(number, in: window) { return }
        let outcome = series[index].awake[0].streams[number].outcome
        if outcome != .finished, unfinished[index] == nil { unfinished[index] = outcome }
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
            let expanded = expanded(index)
            let (rule, reason) =
                outcome == .calendarEnded
                ? (RecurrenceOutcome.calendarRule, "uses a calendar whose later years are unknown and ends there")
                : (RecurrenceOutcome.stepBudgetRule, "gave no occurrence within the steps allowed and was given up")
            diagnostics.report(
                rule,
                .warning,
                "the rule of \(expanded.series.uid) \(reason); later occurrences are missing",
                at: places.location(of: .recurrenceRule, in: expanded.origin)
            )
        }
    }
}
