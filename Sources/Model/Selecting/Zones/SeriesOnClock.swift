internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import Occurrences

/// The items of one UID on another clock, with the same occurrences at the same instants.
struct SeriesOnClock {
    enum Outcome {
        /// The items, and how many dates are listed because no rule has them.
        case converted([CalendarItem], listed: Int?)
        case impossible
    }

    /// So many occurrences are compared, of endless series those of three years at least.
    private static let compared = 2_000
    private static let mostCompared = 20_000
    private static let mostListed = 2_000

    private let items: [CalendarItem]
    private let context: CalendarContext
    private let clock: ClockChange

    init(_ items: [CalendarItem], _ context: CalendarContext, _ clock: ClockChange) {
        self.items = items
        self.context = context
        self.clock = clock
    }

    func convert(by expander: inout SeriesExpander) -> Outcome {
        let plain = items.map { $0.isRecurring ? clock.item($0) : clock.singleItem($0) }
        let isRecurring = items.contains { $0.recurrenceID == nil && $0.isRecurring }
        if !isRecurring { return .converted(plain, listed: nil) }
        let before = series(items)
        guard before.count == 1 else { return .impossible }
        let old = expand(before[0], &expander)
        let moved = zip(items, plain).map { old, new in old.isRecurring ? clock.recurringItem(old) : new
        }
        if isAlike(old, moved, &expander) { return .converted(moved, listed: nil) }
        guard !old.isEndless, let (listed, count) = listing(old, plain), isAlike(old, listed, &expander) else {
            return .impossible
        }
        return .converted(listed, listed: count)
    }

    private func series(_ items: [CalendarItem]) -> [Series] { Series.all(of: items, context: context) }

    private func expand(_ series: Series, _ expander: inout SeriesExpander) -> ExpandedSeries {
        var unheard = Diagnostics(limitPerRule: 0, losses: .none)
        return expander.expand(series, diagnostics: &unheard)
    }

    /// Whether items have the occurrences of a series.
    private func isAlike(_ old: ExpandedSeries, _ items: [CalendarItem], _ expander: inout SeriesExpander) -> Bool {
        let after = series(items)
        guard after.count == 1 else { return false }
        let new = expand(after[0], &expander)
        guard new.isEndless == old.isEndless else { return false }
        var (first, second) = (old.occurrences(in: .always), new.occurrences(in: .always))
        var count = 0
        var begin: Int?
        while let left = first.next() {
            guard let right = second.next(), left.instant == right.instant,
                left.endInstant == right.endInstant,
                left.isOverride == right.isOverride, clock.keepsAlarms(of: left, in: right)
            else { return false }
            count += 1
            begin = begin ?? left.instant
            guard old.isEndless else {
                if count >= 10 * Self.mostCompared { return false }
                continue
            }
            let isLong = (left.instant ?? .max) - (begin ?? 0) > 3 * 366 * 86_400
            if count >= Self.mostCompared || count >= Self.compared && isLong { return true }
        }
        return second.next() == nil
    }

    /// The items with the dates of the series listed; nil if there are too many.
    private func listing(_ old: ExpandedSeries, _ plain: [CalendarItem]) -> (items: [CalendarItem], count: Int)? {
        var slots: [EventTime] = []
        var merge = old.occurrences(in: .always)
        while let next = merge.next() {
            if slots.count == Self.mostListed { return nil }
            slots.append(next.recurrenceID ?? next.start)
        }
        slots.sort { $0.civil < $1.civil }
        guard let place = items.firstIndex(where: { $0.recurrenceID == nil }), let first = slots.first else {
            return nil
        }
        var master = items[place]
        let usual = master.finish.map { $0.civil.secondsSinceEpoch - (master.start ?? $0).civil.secondsSinceEpoch }
        master.rules = []
        master.exceptionRules = []
        master.exclusions = []
        let dates = master.additionalDates
        master.additionalDates = slots.dropFirst().map { slot in dates.first { $0.start == slot } ?? .time(slot) }
        if let finish = master.finish, let usual, master.start != nil {
            master.finish = finish.showing(first.civil.addingSeconds(usual))
        }
        if master.start != nil { master.start = first } else { master.due = first }
        var listed = plain
        listed[place] = clock.item(master)
        return (listed, slots.count)
    }
}
