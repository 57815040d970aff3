public import ICalendar
public import TimeZones

/// A recurrence set in a zone: wall-clock steps first, then each civil time becomes an instant.
///
/// Times in a gap are moved or skipped by the policy, and civil times that become the same instant are one
/// occurrence: hourly from 00:30 on 29 March 2026 in Berlin gives 00:30, 01:30, 03:30 (for 02:30 and for 03:30), 04:30.
public struct ResolvedRecurrence<Source: OccurrenceSource>: Sendable {
    /// The set on the wall clock.
    public let source: Source
    /// The zone.
    public let zone: ZoneRules
    /// What to do with times that do not exist or exist twice.
    public let policy: AmbiguousTimePolicy

    /// The occurrences at or after the range's lower bound and before its upper bound, in seconds since
    /// 1970-01-01T00:00:00Z.
    public func within(_ instants: Range<Int>) -> ResolvedOccurrences {
        // No gap moves a time by more than a day, so the wall clock one day earlier misses nothing.
        let wallClock = zone.local(at: instants.lowerBound).secondsSinceEpoch - 86_400
        return ResolvedOccurrences(
            cursor: source.cursor(from: wallClock),
            zone: zone,
            policy: policy,
            range: instants,
            limit: Int.max
        )
    }

    /// The first `count` occurrences.
    public func first(_ count: Int) -> ResolvedOccurrences {
        ResolvedOccurrences(
            cursor: source.cursor(from: Int.min / 2),
            zone: zone,
            policy: policy,
            range: Int.min..<Int.max,
            limit: count
        )
    }
}

extension OccurrenceSource {
    /// The set with every civil time resolved in a zone.
    public func resolved(
        in zone: ZoneRules,
        policy: AmbiguousTimePolicy = AmbiguousTimePolicy()
    ) -> ResolvedRecurrence<Self> {
        ResolvedRecurrence(source: self, zone: zone, policy: policy)
    }
}

extension RecurrenceSequence {
    /// A rule with its start in a zone.
    ///
    /// An UNTIL in UTC is compared as what the zone's clocks show then. COUNT counts what the rule yields on the wall clock;
    /// where `policy` skips times in a gap it does not count them: daily at 02:30 in Berlin from 28 March 2026 with COUNT=3
    /// gives 28, 30 and 31 March.
    public init(
        _ rule: RecurrenceRule,
        from start: CivilDateTime,
        isAllDay: Bool = false,
        policies: RecurrencePolicies = RecurrencePolicies(),
        in zone: ZoneRules,
        policy: AmbiguousTimePolicy = AmbiguousTimePolicy()
    ) {
        func sequence(_ rule: RecurrenceRule) -> RecurrenceSequence {
            RecurrenceSequence(rule, from: start, isAllDay: isAllDay, policies: policies) { instant in
                zone.local(at: instant).secondsSinceEpoch
            }
        }
        var counted = sequence(rule)
        if policy.gap == .skip, !isAllDay, let count = rule.count {
            var skipped = 0
            while case let found = counted.occurrencesInGaps(of: zone), found != skipped {
                skipped = found
                var longer = rule
                longer.count = count + skipped
                counted = sequence(longer)
            }
        }
        self = counted
    }

    /// How many occurrences the clocks of a zone jump over.
    private func occurrencesInGaps(of zone: ZoneRules) -> Int {
        let end = CivilDateTime(CivilDate(year: 9999, month: 12, day: 31), CivilTime(secondOfDay: 0))
        guard let last = previous(before: end)?.secondsSinceEpoch else { return 0 }
        let day = 86_400
        return zone.transitions(in: start.secondsSinceEpoch - day..<last + day).reduce(0) { sum, change in
            guard change.after.offset > change.before.offset else { return sum }
            let gap = CivilDateTime(secondsSinceEpoch: change.instant + change.before.offset)
            let end = CivilDateTime(secondsSinceEpoch: change.instant + change.after.offset)
            return sum + within(gap..<end).count { _ in true }
        }
    }
}

/// One occurrence in a zone.
public struct ResolvedOccurrence: Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    public var instant: Int
    /// What the clocks of the zone show then.
    public var local: CivilDateTime
}

/// Occurrences as instants, found one at a time.
public struct ResolvedOccurrences: Sequence, Sendable {
    let cursor: OccurrenceCursor
    let zone: ZoneRules
    let policy: AmbiguousTimePolicy
    let range: Range<Int>
    let limit: Int

    /// An iterator in the order of time.
    public func makeIterator() -> Iterator {
        Iterator(cursor: cursor, zone: ZoneCursor(zone), policy: policy, range: range, left: limit)
    }

    /// Yields each instant once; afterwards ``outcome`` reports how the search ended.
    public struct Iterator: IteratorProtocol, Sendable {
        var cursor: OccurrenceCursor
        var zone: ZoneCursor
        let policy: AmbiguousTimePolicy
        let range: Range<Int>
        var left: Int
        /// Instants of times in a gap, which are after times that are later on the wall clock.
        private var delayed: [Int] = []
        /// An instant that was read while earlier ones were still delayed.
        private var ahead: Int?
        private var last: Int?

        init(cursor: OccurrenceCursor, zone: ZoneCursor, policy: AmbiguousTimePolicy, range: Range<Int>, left: Int) {
            self.cursor = cursor
            self.zone = zone
            self.policy = policy
            self.range = range
            self.left = left
        }

        /// How the search ended; known once ``next()`` has returned nil.
        public var outcome: RecurrenceOutcome {
            let isBounded = range.upperBound <= RecurrencePlan.endOfTime
            return cursor.outcome(before: isBounded ? zone.rules.local(at: range.upperBound).secondsSinceEpoch : .max)
        }

        /// How many steps were taken so far that found nothing.
        public var stepsTaken: Int { cursor.stepsTaken }

        /// The next occurrence.
        public mutating func next() -> ResolvedOccurrence? {
            nextInstant().map { ResolvedOccurrence(instant: $0, local: zone.rules.local(at: $0)) }
        }

        /// The next occurrence in seconds since 1970-01-01T00:00:00Z.
        public mutating func nextInstant() -> Int? {
            while left > 0, let instant = nextInOrder(), instant < range.upperBound {
                guard instant >= range.lowerBound, instant != last else { continue }
                last = instant
                left -= 1
                return instant
            }
            left = 0
            return nil
        }

        private mutating func nextInOrder() -> Int? {
            while true {
                if let ahead {
                    if let first = delayed.first, first <= ahead { return delayed.removeFirst() }
                    self.ahead = nil
                    return ahead
                }
                guard let wallClock = cursor.nextSeconds() else { return delayed.isEmpty ? nil : delayed.removeFirst() }
                switch zone.resolve(localSeconds: wallClock) {
                case .unique(let offset):
                    if delayed.isEmpty { return wallClock - offset }
                    ahead = wallClock - offset
                case .gap(let before, _):
                    if policy.gap == .shiftForward { delayed.append(wallClock - before) }
                case .overlap(let first, let second):
                    ahead = wallClock - (policy.overlap == .first ? first : second)
                }
            }
        }
    }
}
