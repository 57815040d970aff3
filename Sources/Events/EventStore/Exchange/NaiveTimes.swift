internal import CalendarModel
internal import ICalendar
internal import TimeZones

extension Event {
    /// The event with floating times: what the clocks of a zone show then, as the original stored them.
    func naive(in zone: ZoneRules, zones: ZoneDirectory) -> Event {
        let clock = MomentClock(series, directory: zones)
        func floating(_ time: EventTime) -> EventTime {
            guard let rules = clock.rules(of: time) else { return time.isDate ? time : .floating(time.civil) }
            let instant = rules.instant(of: time.civil) ?? time.civil.secondsSinceEpoch
            return .floating(zone.local(at: instant))
        }
        func changed(_ item: CalendarItem) -> CalendarItem {
            var item = item
            item.start = item.start.map(floating)
            item.end = item.end.map(floating)
            item.due = item.due.map(floating)
            item.exclusions = item.exclusions.map(floating)
            item.additionalDates = item.additionalDates.map { date in
                switch date {
                case .time(let time): .time(floating(time))
                case .period(let start, let end): .period(floating(start), end: floating(end))
                case .duration(let start, let length): .duration(floating(start), length)
                }
            }
            for index in item.rules.indices {
                if case .utc(let time)? = item.rules[index].until {
                    item.rules[index].until = .local(zone.local(at: time.secondsSinceEpoch))
                }
            }
            if let id = item.recurrenceID {
                item.recurrenceID = .init(floating(id.time), includesFuture: id.includesFuture)
            }
            return item
        }
        var context = series.context
        context.zones = []
        let naive = Series(
            master: series.master.map(changed),
            overrides: series.overrides.map(changed),
            context: context
        )
        return naive == series ? self : Event(naive, ownerID: ownerID, zones: zones)
    }
}
