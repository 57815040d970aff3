internal import Bytes
internal import CalendarModel
internal import ICalendar

/// Finds the single objects that may be the exception of an excluded day, without looking at all of them.
struct ExceptionIndex {
    /// More objects than this that are alike are no evidence.
    static let mostAlike = 16

    /// What objects are looked up by; others are not taken into the index.
    struct Wanted {
        var summaries: Set<Int> = []
        var moments: Set<Int> = []
    }

    private struct Key: Hashable {
        var group: Int
        var place: Int
        var summary: Int?
    }

    private var onDay: [Key: [Int]] = [:]
    private var atMoment: [Key: [Int]] = [:]
    private var createdInMinute: [Key: [Int]] = [:]
    /// By group and summary: start and number of each, in order.
    private var bySummary: [Key: [(start: Int, single: Int)]] = [:]

    /// - Parameter singles: the numbers of the single objects.
    init(_ singles: [Int], traits: [ExceptionTraits], wanted: Wanted) {
        for single in singles {
            let trait = traits[single]
            guard let start = trait.start else { continue }
            let day = start.date.dayNumber
            if wanted.moments.contains(trait.moment) {
                atMoment[Key(group: trait.group, place: trait.moment, summary: nil), default: []].append(single)
            }
            guard let summary = trait.summary, wanted.summaries.contains(summary) else { continue }
            onDay[Key(group: trait.group, place: day, summary: summary), default: []].append(single)
            atMoment[Key(group: trait.group, place: trait.moment, summary: summary), default: []].append(single)
            let key = Key(group: trait.group, place: 0, summary: summary)
            bySummary[key, default: []].append((start.civil.secondsSinceEpoch, single))
            guard let created = trait.created else { continue }
            createdInMinute[Key(group: trait.group, place: created / 60, summary: summary), default: []].append(single)
        }
        for key in bySummary.keys { bySummary[key]?.sort { $0.start < $1.start } }
    }
}

extension ExceptionIndex {
    /// Objects on a day, give or take one for other zones, with the summary of a series; nil if too many are alike.
    func candidates(onDay day: Int, moment: Int, for series: ExceptionTraits) -> [Int]? {
        guard let summary = series.summary else { return [] }
        let near = (day - 1...day + 1).flatMap {
            onDay[Key(group: series.group, place: $0, summary: summary)]?.prefix(Self.mostAlike + 1) ?? []
        }
        if near.count <= Self.mostAlike { return near }
        let exact = atMoment[Key(group: series.group, place: moment, summary: summary)] ?? []
        return exact.count <= Self.mostAlike ? exact : nil
    }

    /// Objects that begin at a moment, whatever their summary; none if there are too many.
    func candidates(atMoment moment: Int, for series: ExceptionTraits) -> [Int] {
        few(atMoment[Key(group: series.group, place: moment, summary: nil)])
    }

    /// Objects with the summary of a series, created when it was changed; none if there are too many.
    func candidatesCreatedAtChange(of series: ExceptionTraits) -> [Int] {
        guard let summary = series.summary, let modified = series.modified else { return [] }
        let minutes = modified / 60 - 1...modified / 60 + 1
        return few(minutes.flatMap { createdInMinute[Key(group: series.group, place: $0, summary: summary)] ?? [] })
    }

    /// Objects with the summary of a series that begin within a range of what clocks show; none if there are too many.
    func candidates(within range: ClosedRange<Int>, for series: ExceptionTraits) -> [Int] {
        guard let summary = series.summary, let all = bySummary[Key(group: series.group, place: 0, summary: summary)]
        else { return [] }
        let first = all.partitioningIndex { $0.start >= range.lowerBound }
        return few(all[first...].prefix(Self.mostAlike + 1).filter { $0.start <= range.upperBound }.map(\.single))
    }

    private func few(_ found: [Int]?) -> [Int] {
        guard let found, found.count <= Self.mostAlike else { return [] }
        return found
    }
}
