internal import CalendarModel
internal import ICalendar

/// Items that may be occurrences of one series.
struct OccurrencePool {
    private(set) var series: [Series] = []
    /// Whether recurrence ids name the place of each.
    private(set) var hasIDs = false

    var items: [CalendarItem] { series.flatMap(\.items) }
    var context: CalendarContext { series.first?.context ?? CalendarContext() }
    /// Whether a rule could be found in it.
    var isCandidate: Bool { series.reduce(0) { $0 + $1.items.count } >= RuleInference.fewestRegular && !isRecurring }
    private var isRecurring: Bool { series.contains { $0.master?.isRecurring ?? false } }

    /// Pools of all series in the order of their first items. A series that recurs already is a separate pool.
    static func pools(of all: [Series]) -> [OccurrencePool] {
        var sizes: [ExactText: Int] = [:]
        for series in all { sizes[uidKey(series), default: 0] += series.items.count }
        var pools: [OccurrencePool] = []
        var positions: [ExactText: Int] = [:]
        for series in all {
            let byUID = uidKey(series)
            let isAlone =
                series.master?.isRecurring ?? false
                || series.items.allSatisfy { $0.start == nil && $0.due == nil && $0.recurrenceID == nil }
            let key = sizes[byUID, default: 0] > 1 && !series.uid.isEmpty ? byUID : summaryKey(series)
            if !isAlone, let position = positions[key] {
                pools[position].add(series)
                continue
            }
            if !isAlone { positions[key] = pools.count }
            var pool = OccurrencePool()
            pool.add(series)
            pools.append(pool)
        }
        return pools
    }

    private mutating func add(_ added: Series) {
        series.append(added)
        if !added.overrides.isEmpty { hasIDs = true }
    }

    private static func uidKey(_ series: Series) -> String { "uid \(series.kind.rawValue) \(series.uid)" }

    private static func summaryKey(_ series: Series) -> String {
        let item = series.items.first
        let words = (item?.summary ?? "").lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let start = item?.start ?? item?.due
        let clock =
            switch start {
            case .zoned(_, let zone): zone
            case .utc: "Z"
            case .floating: "floating"
            case .date: "date"
            case nil: ""
            }
        return "summary \(series.kind.rawValue) \(clock) \(words)"
    }
}
