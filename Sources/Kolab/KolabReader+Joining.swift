public import CalendarModel
internal import ICalendar

extension KolabReader {
    /// Joins series of one UID and kind that were stored apart: detached occurrences return to their master, and what a
    /// master has among its additional dates does not stand beside it, unless a client changed it.
    public static func joinDetached(_ all: [Series]) -> [Series] {
        let additional = additionalOccurrences(of: all)
        var groups: [Group] = []
        var indexOfKey: [String: Int] = [:]
        for series in all {
            var series = series
            if let repeated = series.repeatedSeries, let occurrence = additional[repeated], let item = series.master {
                guard let override = item.changing(occurrence) else { continue }
                series = Series(master: nil, overrides: [override], context: series.context)
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

    /// The additional dates of all series as the series have them.
    private static func additionalOccurrences(of all: [Series]) -> [Series.RepeatedSeries: CalendarItem] {
        var additional: [Series.RepeatedSeries: CalendarItem] = [:]
        for series in all {
            guard let master = series.master, !master.additionalDates.isEmpty else { continue }
            let uid = series.objectUID
            for date in master.additionalDates {
                let repeated = Series.RepeatedSeries(uid: uid, date: date.start.description)
                additional[repeated] = master.occurrence(on: date)
            }
        }
        return additional
    }

    /// Series of one UID; they become one when all are known.
    private struct Group {
        private var first: Series
        private var master: CalendarItem?
        private var overrides: [CalendarItem]
        private var times: Set<EventTime>
        private var contexts: [CalendarContext]

        init(_ series: Series) {
            first = series
            master = series.master
            overrides = series.overrides
            times = Set(series.overrides.compactMap(\.recurrenceID?.time))
            contexts = [series.context]
        }

        /// Adds a series; one with a second master, or a second override of one occurrence, stays apart.
        mutating func add(_ series: Series) -> Bool {
            guard master == nil || series.master == nil else { return false }
            let more = series.overrides.compactMap(\.recurrenceID?.time)
            guard times.isDisjoint(with: more) else { return false }
            times.formUnion(more)
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

extension CalendarItem {
    /// The item as an override of an occurrence that it was written for; nil if it says nothing else than that.
    fileprivate func changing(_ occurrence: CalendarItem) -> CalendarItem? {
        var override = self
        override.uid = occurrence.uid
        override.recurrenceID = occurrence.recurrenceID
        return LineGroups(override).differences(from: LineGroups(occurrence)).isEmpty ? nil : override
    }
}
