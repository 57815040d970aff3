internal import CalendarModel
public import ICalendar
public import TimeZones

/// The part of an occurrence that lies on one day.
public struct OccurrenceSegment: Hashable, Sendable {
    /// The occurrence.
    public var occurrence: Occurrence
    /// The part, as the clocks of the period's zone show it; it lies on one day.
    public var range: TimeRange
}

extension EventStore {
    /// The occurrences in a period, each cut at midnights and at the bounds of the period; in order.
    public func segments(in period: Period, matching criteria: Criteria = Criteria()) throws -> [OccurrenceSegment] {
        guard period.start != nil, period.end != nil else { throw StoreError.endlessPeriod }
        return try occurrences(in: period, matching: criteria).flatMap { occurrence in
            occurrence.segments(in: period)
        }.sorted { left, right in
            left.range.start != right.range.start
                ? left.range.start < right.range.start : left.occurrence < right.occurrence
        }
    }

    /// What takes place on a day, cut at its midnights.
    public func segments(
        onDay day: CivilDate,
        in zone: ZoneRules,
        matching criteria: Criteria = Criteria()
    ) throws -> [OccurrenceSegment] {
        try segments(in: Period(day: day, in: zone), matching: criteria)
    }

    /// The events that take place on a day, by the times of their masters.
    public func events(
        onDay day: CivilDate,
        in zone: ZoneRules,
        matching criteria: Criteria = Criteria()
    ) throws -> [Event] {
        try events(in: Period(day: day, in: zone), matching: criteria)
    }
}

extension Occurrence {
    /// Its parts within a period.
    func segments(in period: Period) -> [OccurrenceSegment] {
        let instants = span.instants(in: period.zone)
        let inside = instants.clamped(to: period.instants)
        if inside.isEmpty {
            guard instants.isEmpty, period.instants.contains(instants.lowerBound) else { return [] }
            return [OccurrenceSegment(occurrence: self, range: period.range(instants))]
        }
        var segments: [OccurrenceSegment] = []
        var start = inside.lowerBound
        while start < inside.upperBound {
            let day = period.zone.local(at: start).date
            let midnight = CivilDateTime(day.addingDays(1), CivilTime(secondOfDay: 0))
            // Where the clocks jump over midnight, the day ends where they jump.
            let end = min(max(period.zone.instant(of: midnight) ?? inside.upperBound, start + 1), inside.upperBound)
            segments.append(OccurrenceSegment(occurrence: self, range: period.range(start..<end)))
            start = end
        }
        return segments
    }
}
