internal import CalendarModel
internal import ICalendar
internal import Occurrences
internal import TimeZones

/// Writes times as the clock of another zone shows them at the same instants.
struct ClockChange {
    private let zone: String
    private let rules: ZoneRules
    private let zones: CalendarZones

    /// - Parameter zones: the zones that the times may name.
    init(to zone: String, _ rules: ZoneRules, _ zones: CalendarZones) {
        self.zone = zone
        self.rules = rules
        self.zones = zones
    }

    /// A time of the same instant; whole days, floating times and those of unknown zones stay. A time that the clock shows twice
    /// and that is the second of both stays in UTC.
    func time(_ time: EventTime) -> EventTime {
        if time.zone?.isExactly(zone) == true { return time }
        guard let instant = time.instant(in: zones) else { return time }
        let local = rules.local(at: instant)
        if rules.instant(of: local) == instant { return .zoned(local, zone: zone) }
        return .utc(CivilDateTime(secondsSinceEpoch: instant))
    }

    /// Whether an item has an instant that another clock can show.
    func concerns(_ item: CalendarItem) -> Bool { item.times.contains { time($0) != $0 } }

    /// A zone of an item whose rules are unknown.
    func unknownZone(of item: CalendarItem) -> String? {
        item.times.lazy.compactMap(\.zone).first { zones.rules(for: $0) == nil }
    }

    /// An item with all its times on the clock; its rules stay.
    func item(_ item: CalendarItem) -> CalendarItem {
        var new = item
        new.start = item.start.map(time)
        new.end = item.end.map(time)
        new.due = item.due.map(time)
        new.recurrenceID = item.recurrenceID.map { .init(time($0.time), includesFuture: $0.includesFuture) }
        new.exclusions = item.exclusions.map(time)
        new.additionalDates = item.additionalDates.map { date in
            switch date {
            case .time(let start): .time(time(start))
            case .period(let start, let end): .period(time(start), end: time(end))
            case .duration(let start, let duration): .duration(time(start), duration)
            }
        }
        return new
    }

    /// An item without a rule with all its times on the clock, and with the same instants where it names them by days, which may
    /// be longer or shorter on another clock (RFC 5545 §3.3.6).
    func singleItem(_ item: CalendarItem) -> CalendarItem {
        var new = self.item(item)
        if let duration = item.duration, let start = item.start {
            new.duration = self.duration(duration, after: start)
        }
        for index in item.alarms.indices {
            switch item.alarms[index].trigger {
            case .start(let lead):
                if let start = item.start ?? item.due {
                    new.alarms[index].trigger = .start(duration(lead, after: start))
                }
            case .end(let lead):
                if let end = item.endOfDuration {
                    new.alarms[index].trigger = .end(duration(lead, after: end))
                }
            case .absolute: break
            }
        }
        return new
    }

    /// A duration that leads to the same instant from where a time is on the clock.
    func duration(_ duration: NominalDuration, after time: EventTime) -> NominalDuration {
        let new = self.time(time)
        guard new != time, let end = instant(duration, after: time), let start = new.instant(in: zones),
            instant(duration, after: new) != end
        else { return duration }
        return NominalDuration(seconds: end - start) ?? duration
    }

    /// Whether alarms that are days away from an occurrence are at the same instants as before.
    func keepsAlarms(of old: SeriesOccurrence, in new: SeriesOccurrence) -> Bool {
        zip(old.item.alarms, new.item.alarms).allSatisfy { alarm, moved in
            switch (alarm.trigger, moved.trigger) {
            case (.start(let lead), .start(let other)):
                instant(lead, after: old.start) == instant(other, after: new.start)
            case (.end(let lead), .end(let other)):
                old.end.map { instant(lead, after: $0) } == new.end.map { instant(other, after: $0) }
            default: true
            }
        }
    }

    /// The instant so long after a time; days are those that its clock shows.
    private func instant(_ duration: NominalDuration, after time: EventTime) -> Int? {
        time.adding(days: duration.days).instant(in: zones).map { $0 + duration.seconds }
    }

    /// An item with its rules for the clock, as far as these say the same there: days of the week move with the date of DTSTART,
    /// and UNTIL is in UTC.
    func recurringItem(_ item: CalendarItem) -> CalendarItem {
        var new = self.item(item)
        guard let old = item.start ?? item.due, let start = new.start ?? new.due else { return new }
        let days = start.date.dayNumber - old.date.dayNumber
        new.rules = item.rules.map { moved($0, by: days, like: old) }
        new.exceptionRules = item.exceptionRules.map { moved($0, by: days, like: old) }
        return new
    }

    private func moved(_ rule: RecurrenceRule, by days: Int, like start: EventTime) -> RecurrenceRule {
        var rule = rule
        if case .local(let until) = rule.until, let instant = start.showing(until).instant(in: zones) {
            rule.until = .utc(CivilDateTime(secondsSinceEpoch: instant))
        }
        guard days != 0 else { return rule }
        func moved(_ weekday: Weekday) -> Weekday { Weekday(rawValue: (weekday.rawValue + days + 7) % 7) ?? weekday }
        rule.byDay = rule.byDay.map { .init(moved($0.weekday), ordinal: $0.ordinal) }
        if rule.interval > 1, rule.frequency == .weekly { rule.weekStart = moved(rule.weekStart ?? .monday) }
        return rule
    }
}

extension CalendarItem {
    /// Its end, which its duration may name.
    var endOfDuration: EventTime? {
        finish
            ?? duration.flatMap { duration in
                start.map { $0.adding(days: duration.days).adding(seconds: duration.seconds) }
            }
    }

    /// Every time that tells when it takes place.
    fileprivate var times: [EventTime] {
        var times = [start, end, due, recurrenceID?.time].compactMap(\.self) + exclusions
        for date in additionalDates {
            times.append(date.start)
            if case .period(_, let end) = date { times.append(end) }
        }
        return times
    }
}
