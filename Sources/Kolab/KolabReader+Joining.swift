public import CalendarModel
internal import ICalendar

extension KolabReader {
    /// Joins series of one UID and kind that were stored apart: detached occurrences return to their master, and what a
    /// master has among its additional dates does not stand beside it.
    public static func joinDetached(_ all: [Series]) -> [Series] {
        var joined: [Series] = []
        var indexOfKey: [String: Int] = [:]
        let masters = Dictionary(
            all.compactMap { series in series.master.map { (series.uid, $0) } },
            uniquingKeysWith: { first, _ in first }
        )
        for series in all {
            if let uid = series.repeatedSeries, let start = series.master?.start ?? series.master?.due,
                masters[uid]?.additionalDates.contains(where: { $0.start.civil.date == start.date }) == true
            {
                continue
            }
            let key = "\(series.kind.rawValue) \(series.uid)"
            guard !series.uid.isEmpty, let index = indexOfKey[key] else {
                if !series.uid.isEmpty { indexOfKey[key] = joined.count }
                joined.append(series)
                continue
            }
            guard joined[index].master == nil || series.master == nil else {
                joined.append(series)
                continue
            }
            joined[index] = Series(
                master: joined[index].master ?? series.master,
                overrides: joined[index].overrides + series.overrides,
                context: joined[index].context.merged(with: series.context)
            )
        }
        return joined
    }
}
