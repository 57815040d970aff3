internal import CalendarModel
internal import ICalendar
internal import Occurrences

/// The masters that a series may have after it was cut to some of its occurrences.
struct CutSeries {
    private let series: Series
    private let master: CalendarItem
    private let form: EventTime
    private let isOpen: Bool
    /// Behind it everything stays as it is, where the series goes on for ever.
    private let lastListed: CivilDateTime?
    /// The kept occurrences by the times that the rule and the dates of the series give them, in order.
    private let slots: [EventTime]
    private let ends: [EventTime: EventTime]
    /// The moments of the rule alone from the first slot to the last.
    private var moments: [SeriesOccurrence] = []

    init(
        _ series: Series,
        form: EventTime,
        _ kept: [SeriesOccurrence],
        isOpen: Bool,
        lastListed: CivilDateTime?
    ) {
        self.series = series
        self.form = form
        self.isOpen = isOpen
        self.lastListed = lastListed
        master = series.master ?? CalendarItem(series.kind)
        slots = kept.compactMap { $0.recurrenceID ?? $0.start }.sorted { $0.civil < $1.civil }
        let regular = kept.filter { !$0.isOverride }
        ends = Dictionary(regular.compactMap { one in one.end.map { (one.recurrenceID ?? one.start, $0) } }) { $1 }
    }

    /// The series without dates, exclusions and overrides.
    var ruleAlone: Series {
        var master = master
        master.additionalDates = []
        master.exclusions = []
        return Series(master: master, context: series.context)
    }

    mutating func findRuleMoments(_ rule: ExpandedSeries) {
        guard let first = slots.first, let last = slots.last else { return }
        let until = [last.civil, lastListed ?? last.civil].max() ?? last.civil
        let window = OccurrenceWindow(from: first.date, until: until.date.addingDays(1))
        var merge = rule.occurrences(in: window)
        while let next = merge.next(), moments.count <= 2 * SeriesCut.most {
            if next.start.civil >= first.civil { moments.append(next) }
        }
    }
}

extension CutSeries {
    /// The master whose rule begins and ends with kept occurrences; nil where there is more than one rule, or none.
    func withLaterRule() -> CalendarItem? {
        guard var rule = master.rules.first, master.rules.count == 1, master.exceptionRules.isEmpty else { return nil }
        let kept = Set(slots)
        let own = moments.filter { kept.contains($0.recurrenceID ?? $0.start) }
        guard let first = own.first, let last = own.last else { return nil }
        let start = first.recurrenceID ?? first.start
        if !isOpen {
            rule.count = nil
            rule.until =
                switch form {
                case .date: .date(last.start.date)
                case .floating: .local(last.start.civil)
                case .utc, .zoned:
                    last.instant.map { .utc(CivilDateTime(secondsSinceEpoch: $0)) } ?? .local(last.start.civil)
                }
        }
        let end = isOpen ? lastListed : last.start.civil
        let listed = moments.map { $0.recurrenceID ?? $0.start }.filter { $0.civil >= start.civil }
        var exclusions = listed.filter { time in !kept.contains(time) && end.map { time.civil <= $0 } ?? true }
        let ruleTimes = Set(listed)
        var dates = slots.filter { !ruleTimes.contains($0) }.map(date)
        if isOpen, let end {
            exclusions += master.exclusions.filter { $0.civil > end && !exclusions.contains($0) }
            dates += master.additionalDates.filter { $0.start.civil > end && !dates.contains($0) }
        }
        return item(from: start, to: first.end, [rule], dates, exclusions)
    }

    /// The master with its dates listed; nil where they never end.
    func withListedDates() -> CalendarItem? {
        if isOpen { return nil }
        let periods = Set(master.additionalDates.filter { $0 != .time($0.start) }.map(\.start))
        guard let start = slots.first(where: { !periods.contains($0) }) else { return nil }
        return item(from: start, to: ends[start] ?? usualEnd(of: start), [], slots.filter { $0 != start }.map(date), [])
    }

    private func usualEnd(of start: EventTime) -> EventTime? {
        guard let first = master.start, let last = master.finish else { return nil }
        return last.showing(
            start.civil.addingSeconds(last.civil.secondsSinceEpoch - first.civil.secondsSinceEpoch)
        )
    }

    /// An additional date of a time, with an end of its own where it has one.
    private func date(_ time: EventTime) -> CalendarItem.AdditionalDate {
        master.additionalDates.first { $0.start == time } ?? .time(time)
    }

    private func item(
        from start: EventTime,
        to end: EventTime?,
        _ rules: [RecurrenceRule],
        _ dates: [CalendarItem.AdditionalDate],
        _ exclusions: [EventTime]
    ) -> CalendarItem {
        var item = master
        item.rules = rules
        item.exceptionRules = []
        item.additionalDates = dates
        item.exclusions = exclusions
        if item.start == nil {
            item.due = start
        } else {
            item.start = start
            if item.finish != nil, item.duration == nil { item.finish = end }
        }
        return item
    }
}
