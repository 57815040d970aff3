internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import Occurrences

/// Cuts a series to the occurrences that overlap some days.
///
/// DTSTART moves to the first moment of the rule that is kept, the rule ends with the last; what the rule has too many becomes
/// EXDATE, what it lacks RDATE. A rule that does not go on alike from a later beginning gives way to the list of its dates. Whether
/// the result has the very same occurrences is tried before anything is changed.
struct SeriesCut {
    enum Outcome {
        /// All of it is within the window.
        case whole
        /// It can be cut to so many occurrences, overrides alone where the rule never ends.
        case cut(kept: Int)
        /// It has to stay as it is.
        case impossible(String)
    }

    /// More occurrences are not looked at.
    static let most = 20_000

    private let group: ItemGroup
    private let all: [Series]
    private let window: DayWindow
    private var expander: SeriesExpander
    /// The new master, and the ids of the overrides that stay.
    private var result: (master: CalendarItem?, overrides: Set<EventTime>)?

    init(_ group: ItemGroup, _ all: [Series], _ window: DayWindow, _ expander: SeriesExpander) {
        self.group = group
        self.all = all
        self.window = window
        self.expander = expander
    }

    private mutating func expand(_ series: Series) -> ExpandedSeries {
        var unheard = Diagnostics(limitPerRule: 0, losses: .none)
        return expander.expand(series, diagnostics: &unheard)
    }

    /// Finds out what is to be done.
    mutating func outcome() -> Outcome {
        guard all.count == 1, let series = all.first else {
            let isRecurring = all.contains { $0.master?.isRecurring == true }
            return isRecurring ? .impossible("two components are for one occurrence") : .whole
        }
        let expanded = expand(series)
        guard let master = series.master, let form = master.start ?? master.due else {
            return loneOverrides(of: expanded)
        }
        if !master.isRecurring { return .whole }
        if series.overrides.contains(where: { $0.recurrenceID?.includesFuture == true }) {
            return .impossible("an override changes all later occurrences (RANGE=THISANDFUTURE)")
        }
        guard let kept = keptOccurrences(of: expanded) else {
            return .impossible("it has more than \(Self.most) occurrences in the window")
        }
        if kept.found.isEmpty || isWhole(expanded, kept) { return .whole }
        let overrides = Set(kept.found.filter(\.isOverride).compactMap { $0.item.recurrenceID?.time })
        var attempt = CutSeries(series, form: form, kept.found, isOpen: kept.isOpen, lastListed: kept.bound)
        attempt.findRuleMoments(expand(attempt.ruleAlone))
        for candidate in [attempt.withLaterRule(), attempt.withListedDates()].compactMap(\.self) {
            let others = series.overrides.filter { $0.recurrenceID.map { overrides.contains($0.time) } ?? false }
            let made = expand(Series(master: candidate, overrides: others, context: series.context))
            if hasOccurrences(kept.found, made, isOpen: kept.isOpen) {
                result = (candidate, overrides)
                return .cut(kept: kept.found.count)
            }
        }
        return .impossible("no rule with another begin or end gives the same occurrences")
    }

    /// Overrides without a master stay or go each by itself.
    private mutating func loneOverrides(of expanded: ExpandedSeries) -> Outcome {
        guard let kept = keptOccurrences(of: expanded) else { return .whole }
        let overrides = Set(kept.found.compactMap { $0.item.recurrenceID?.time })
        let count = group.components.count
        guard overrides.count < Set(expanded.series.overrides.compactMap { $0.recurrenceID?.time }).count, count > 1
        else {
            return .whole
        }
        result = (nil, overrides)
        return .cut(kept: kept.found.count)
    }

    /// The occurrences that overlap the window; of an endless series in an endless window those up to the last override.
    private func keptOccurrences(
        of expanded: ExpandedSeries
    ) -> (found: [SeriesOccurrence], isOpen: Bool, bound: CivilDateTime?)? {
        let isOpen = window.end == nil && expanded.isEndless
        let bound =
            isOpen
            ? expanded.series.overrides.flatMap { [$0.recurrenceID?.time.civil, ($0.start ?? $0.due)?.civil] }
                .compactMap(\.self).max() : nil
        var found: [SeriesOccurrence] = []
        var merge = expanded.occurrences(in: window.beginnings(lasting: expanded.series.longestExtent))
        while let next = merge.next() {
            if isOpen, found.contains(where: { !$0.isOverride }), bound.map({ next.start.civil > $0 }) ?? true { break }
            if !window.overlaps(next) { continue }
            if found.count == Self.most { return nil }
            found.append(next)
        }
        return (found, isOpen, max(bound ?? found.last?.start.civil, found.last?.start.civil))
    }

    /// Whether nothing of the series is outside of the window.
    private func isWhole(
        _ expanded: ExpandedSeries,
        _ kept: (found: [SeriesOccurrence], isOpen: Bool, bound: CivilDateTime?)
    ) -> Bool {
        if expanded.isEndless, !kept.isOpen { return false }
        var merge = expanded.occurrences(in: .always)
        var count = 0
        while let next = merge.next() {
            if !window.overlaps(next) { return false }
            count += 1
            if kept.isOpen, count == kept.found.count { return true }
        }
        return true
    }

    private func hasOccurrences(_ wanted: [SeriesOccurrence], _ made: ExpandedSeries, isOpen: Bool) -> Bool {
        var merge = made.occurrences(in: .always)
        for occurrence in wanted {
            guard let next = merge.next(), next.start == occurrence.start, next.end == occurrence.end,
                next.isOverride == occurrence.isOverride
            else { return false }
        }
        return isOpen || merge.next() == nil
    }

    /// Cuts the components.
    func apply(to edit: inout TreeEdit) {
        guard let result else { return }
        for component in group.components {
            let item = CalendarItem(lifting: component)
            if let time = item?.recurrenceID?.time {
                if !result.overrides.contains(time) { edit.remove(component) }
            } else if let master = result.master, let item {
                ScheduleEdit(component, from: item, to: master).apply(to: &edit)
            }
        }
    }
}

private func max(_ left: CivilDateTime?, _ right: CivilDateTime?) -> CivilDateTime? {
    guard let left, let right else { return left ?? right }
    return left < right ? right : left
}
