internal import CalendarModel
public import ICalendar
internal import TimeZones

/// A stretch of time as the clocks of a zone show it, its end not included.
public struct TimeRange: Hashable, Sendable {
    /// Its first moment.
    public var start: CivilDateTime
    /// The first moment after it.
    public var end: CivilDateTime

    /// Creates a range from its start and end.
    public init(_ start: CivilDateTime, _ end: CivilDateTime) {
        self.start = start
        self.end = end
    }
}

/// The part of each day in which people are available, without its end.
public struct DailyHours: Hashable, Sendable {
    /// When it begins.
    public var start: CivilTime
    /// When it ends; midnight means the end of the day.
    public var end: CivilTime

    /// Creates hours from their start and end.
    ///
    /// - Throws: ``StoreError`` `impossible-period` if they end before they begin.
    public init(from start: CivilTime, until end: CivilTime) throws {
        self.start = start
        self.end = end
        if seconds.isEmpty { throw StoreError.impossiblePeriod("the hours end at \(end), which is not after their start, \(start)") }
    }

    /// The hours in seconds of the day.
    var seconds: Range<Int> {
        let last = end.secondOfDay == 0 ? 86_400 : end.secondOfDay
        return start.secondOfDay..<max(start.secondOfDay, last)
    }
}

extension EventStore {
    /// When one of several users is busy in a period, with touching and overlapping times joined: when an event takes
    /// place that is opaque and not cancelled, and that the user has not declined or delegated. Invitations without an
    /// answer count.
    ///
    /// Floating times, whole days and the hours are those of each user's own time zone, the period's where a user has none.
    /// - Parameters:
    ///   - users: ids or addresses; a group means its members.
    ///   - period: both bounds are needed; the result is in times of its zone.
    ///   - hours: everything outside of these counts as busy.
    public func busyRanges(of users: [String], in period: Period, within hours: DailyHours? = nil) throws -> [TimeRange]
    {
        let (instants, blocked) = try blockedInstants(of: users, in: period, within: hours)
        return blocked.map { period.range($0.clamped(to: instants)) }
    }

    /// When all of several users are free in a period: what ``busyRanges(of:in:within:)`` leaves.
    ///
    /// - Parameter length: how many seconds a time must last to be listed.
    public func freeRanges(
        of users: [String],
        in period: Period,
        within hours: DailyHours? = nil,
        atLeast length: Int = 0
    ) throws -> [TimeRange] {
        let (instants, blocked) = try blockedInstants(of: users, in: period, within: hours)
        return SpanSet.complement(of: blocked, in: instants).filter { $0.count >= max(length, 1) }.map {
            period.range($0)
        }
    }

    private func blockedInstants(
        of users: [String],
        in period: Period,
        within hours: DailyHours?
    ) throws -> (Range<Int>, [Range<Int>]) {
        guard period.start != nil, period.end != nil else { throw StoreError.endlessPeriod }
        let (zones, spans) = try read { state in
            let zones = try state.timeZones(of: users)
            let hasOtherClocks = zones.values.contains { $0 != nil }
            return (zones, try state.busySpans(of: Set(zones.keys), in: hasOtherClocks ? period.widened() : period))
        }
        func rules(_ name: String?) -> ZoneRules { name.map(configuration.rules) ?? period.zone }
        let instants = period.instants
        var blocked = spans.map { span in
            span.span.instants(in: rules(zones[span.addressKey] ?? nil)).clamped(to: instants)
        }
        if let hours {
            for name in Set(zones.values) { blocked += period.outside(of: hours, in: rules(name)) }
        }
        return (instants, SpanSet.union(blocked))
    }
}

extension StoreReading {
    /// The keys of the addresses of users, groups being resolved.
    ///
    /// - Throws: ``StoreError`` `unknown-user`.
    func addressKeys(of users: [String]) throws -> Set<String> { try Set(timeZones(of: users).keys) }

    /// The names of the own time zones of users by the keys of their addresses, groups being resolved; nil for those without one.
    ///
    /// - Throws: ``StoreError`` `unknown-user`.
    package func timeZones(of users: [String]) throws -> [String: String?] {
        var found: [String: String?] = [:]
        for text in users {
            for user in try attendees.resolved(attendees.user(text)) {
                found.updateValue(user.timeZone, forKey: user.addressKey)
            }
        }
        return found
    }
}

extension Period {
    /// What the zone's clocks show.
    func range(_ instants: Range<Int>) -> TimeRange {
        TimeRange(zone.local(at: instants.lowerBound), zone.local(at: instants.upperBound))
    }

    /// What lies in it and outside of daily hours on the clocks of a zone.
    func outside(of hours: DailyHours, in zone: ZoneRules) -> [Range<Int>] {
        func instant(_ local: Int) -> Int { zone.instant(ofLocalSeconds: local) ?? local }
        let instants = instants
        let first = zone.local(at: instants.lowerBound).date.dayNumber
        let last = zone.local(at: instants.upperBound).date.dayNumber
        let inside = (first...last).map { day in
            let start = instant(day * 86_400 + hours.seconds.lowerBound)
            return start..<max(start, instant(day * 86_400 + hours.seconds.upperBound))
        }
        return SpanSet.complement(of: SpanSet.union(inside), in: instants)
    }
}

/// Sets of seconds as ranges in order.
enum SpanSet {
    /// The ranges joined where they touch or overlap, without empty ones.
    static func union(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var joined: [Range<Int>] = []
        for range in ranges.filter({ !$0.isEmpty }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, range.lowerBound <= last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        return joined
    }

    /// What joined ranges leave of `whole`.
    static func complement(of ranges: [Range<Int>], in whole: Range<Int>) -> [Range<Int>] {
        var left: [Range<Int>] = []
        var start = whole.lowerBound
        for range in ranges {
            if range.lowerBound > start { left.append(start..<min(range.lowerBound, whole.upperBound)) }
            start = max(start, range.upperBound)
            if start >= whole.upperBound { return left.filter { !$0.isEmpty } }
        }
        if start < whole.upperBound { left.append(start..<whole.upperBound) }
        return left.filter { !$0.isEmpty }
    }
}
