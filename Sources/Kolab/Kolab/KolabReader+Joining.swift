public import CalendarModel
internal import ICalendar
public import TimeZones

extension KolabReader {
    /// Joins series of one UID and kind that were stored apart: detached occurrences return to their master, and an
    /// occurrence that a master has among its additional dates is not returned separately, unless a client changed it.
    ///
    /// The link of an occurrence to its series (`X-KALENDS-LINK`) makes the join certain. Where the series was moved
    /// since, the occurrence takes the place of the exclusion on its day.
    ///
    /// - Parameter zones: where the rules of zones are found.
    public static func joinDetached(_ all: [Series], zones: ZoneDirectory) -> [Series] {
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
        return groups.map { $0.series(zones) }
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

        func series(_ zones: ZoneDirectory) -> Series {
            if overrides.count == first.overrides.count, master == first.master { return first }
            let context = contexts.dropFirst().reduce(contexts[0]) { $0.merged(with: $1) }
            var placed = overrides
            if let master, let start = master.start ?? master.due {
                let moments = SeriesMoments(start, CalendarZones(context, zones))
                for index in placed.indices { placed[index].takePlace(ofExclusionIn: master, moments) }
            }
            return Series(master: master, overrides: placed, context: context).withoutOverriddenExclusions
        }
    }
}

extension CalendarItem {
    /// Gives an override the time that its series excludes for it, where that is the same instant in another form, or the
    /// only exclusion of its day.
    fileprivate mutating func takePlace(ofExclusionIn master: CalendarItem, _ moments: SeriesMoments) {
        guard let id = recurrenceID?.time, !master.exclusions.contains(id) else { return }
        let civil = moments.civil(of: id)
        if let same = master.exclusions.first(where: { moments.civil(of: $0) == civil }) {
            recurrenceID?.time = same
            return
        }
        let ofDay = master.exclusions.filter { moments.day(of: $0) == civil.date }
        // What is still an occurrence of the series was not moved: the exclusion is that of another of its day.
        if ofDay.count == 1, !moments.occurs(id, in: master) { recurrenceID?.time = ofDay[0] }
    }

    /// The item as an override of an occurrence that it was written for; nil if it has the same content.
    fileprivate func changing(_ occurrence: CalendarItem) -> CalendarItem? {
        var override = self
        override.uid = occurrence.uid
        override.recurrenceID = occurrence.recurrenceID
        return override.remainders(beyond: occurrence).isEmpty ? nil : override
    }
}
