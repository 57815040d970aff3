package import CalendarModel
internal import ICalendar
package import TimeZones

/// Finds the moments of a series' times: in the zones that its calendar defines, else in those of the directory. A time
/// whose zone is unknown is floating.
package struct MomentClock {
    private let zones: CalendarZones

    package init(_ series: Series, directory: ZoneDirectory) {
        zones = CalendarZones(definedBy: series.context.zones.lazy.map(\.component), directory: directory)
    }

    /// The zone on whose clocks a time is; nil where it floats.
    package func rules(of time: EventTime) -> ZoneRules? {
        switch time {
        case .date, .floating: nil
        case .utc: .utc
        case .zoned(_, let zone): zones.rules(for: zone)?.rules
        }
    }

    /// When an item takes place, and what the clocks of its start are ahead of UTC at its start and its end; nil if it has no time.
    package func span(of item: CalendarItem) -> (span: TimeSpan, offsets: (Int, Int))? {
        guard let start = item.start ?? item.due else { return nil }
        let local = start.civil.secondsSinceEpoch
        if start.isDate {
            let days: Int
            if let finish = item.finish, item.start != nil {
                days = max(finish.date.dayNumber - start.date.dayNumber, 0)
            } else if let duration = item.duration {
                days = max(duration.totalSeconds / 86_400, 0)
            } else {
                days = item.kind == .event ? 1 : 0
            }
            return (TimeSpan(local, local + days * 86_400, isFloating: true), (0, 0))
        }
        let rules = rules(of: start)
        let first = rules?.instant(ofLocalSeconds: local) ?? local
        let last = end(of: item, start: start, at: first, rules)
        let span = TimeSpan(first, last, isFloating: rules == nil)
        return (span, (rules?.offset(at: span.start) ?? 0, rules?.offset(at: span.end) ?? 0))
    }

    private func end(of item: CalendarItem, start: EventTime, at first: Int, _ rules: ZoneRules?) -> Int {
        guard item.start != nil else { return first }
        if let finish = item.finish {
            let local = finish.civil.secondsSinceEpoch
            guard let rules else { return first + local - start.civil.secondsSinceEpoch }
            if finish.isDate { return max(rules.instant(ofLocalSeconds: local) ?? local, first) }
            guard let end = self.rules(of: finish)?.instant(ofLocalSeconds: local) else {
                return first + local - start.civil.secondsSinceEpoch
            }
            return end
        }
        guard let duration = item.duration else { return first }
        let day = start.civil.secondsSinceEpoch + duration.days * 86_400
        return (duration.days == 0 ? first : rules?.instant(ofLocalSeconds: day) ?? day) + duration.seconds
    }
}
