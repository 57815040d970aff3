public import CalendarModel
internal import ICalendar

extension KolabReader {
    /// Joins series of one UID and kind that were stored apart: detached occurrences return to their master, and what a
    /// master has among its additional dates does not stand beside it.
    public static func joinDetached(_ all: [Series]) -> [Series] {
        let masters = Dictionary(
            all.compactMap { series in series.master.map { (series.uid, $0) } },
            uniquingKeysWith: { first, _ in first }
        )
        var groups: [Group] = []
        var indexOfKey: [String: Int] = [:]
        for series in all {
            if let uid = series.repeatedSeries, let start = series.master?.start ?? series.master?.due,
                masters[uid]?.additionalDates.contains(where: { $0.start.civil.date == start.date }) == true
            {
                continue
            }
            let key = "\(series.kind.rawValue) \(series.uid)"
            guard !series.uid.isEmpty, let index = indexOfKey[key] else {
                if !series.uid.isEmpty { indexOfKey[key] = groups.count }
                groups.append(Group(series))
                continue
            }
            if !groups[index].add(series) { groups.append(Group(series)) }
        }
        return groups.map(\.series)
    }

    /// Series of one UID; they become one when all are known.
    private struct Group {
        private var first: Series
        private var master: CalendarItem?
        private var overrides: [CalendarItem]
        private var contexts: [CalendarContext]

        init(_ series: Series) {
            first = series
            master = series.master
            overrides = series.overrides
            contexts = [series.context]
        }

        /// Adds a series; one with a second master stays apart.
        mutating func add(_ series: Series) -> Bool {
            guard master == nil || series.master == nil else { return false }
            master = master ?? series.master
            overrides += series.overrides
            if contexts.last != series.context { contexts.append(series.context) }
            return true
        }

        var series: Series {
            if overrides.count == first.overrides.count, master == first.master { return first }
            let context = contexts.dropFirst().reduce(contexts[0]) { $0.merged(with: $1) }
            return Series(master: master, overrides: overrides, context: context)
        }
    }
}
