public import ICalendar
public import Recurrence
public import TimeZones

/// The choices that an expansion leaves to its caller.
public struct ExpansionOptions: Sendable {
    /// The zone of times whose own zone is unknown; without one these are read as floating, never as UTC.
    public var defaultZone: String?
    /// The zone in which floating times and whole days take their place among the others; only the order depends on it.
    public var orderingZone: ZoneRules = .utc
    /// What ambiguous rules mean.
    public var policies = RecurrencePolicies()
    /// What local times in a gap or an overlap mean.
    public var ambiguousTimes = AmbiguousTimePolicy()
    /// Whether occurrences of STATUS:CANCELLED are listed. They are by default: what was cancelled is news to readers
    /// of the list, and an import without them would keep the old appointment.
    public var listsCancelled = true
    /// How many steps that find nothing a rule may take before it is given up and reported.
    public var stepBudget = 1_000_000
    /// How many such steps all rules of a query may take together, so that thousands of rules that match nothing end soon;
    /// after that each has `leastSteps`.
    public var sharedStepBudget = 10_000_000
    /// Enough for 200 years in any calendar, and for 4,000 of the Gregorian one.
    static let leastSteps = 4000

    /// Every default.
    public init() {}
}

/// The requested part of time: occurrences that begin at its lower bound or later, and before its upper bound.
public struct OccurrenceWindow: Hashable, Sendable {
    /// The bounds in seconds since 1970-01-01 on a wall clock.
    let bounds: Range<Int>
    /// The zone whose wall clock that is; nil means each occurrence's own.
    let zone: ZoneRules?

    /// All of time.
    public static let always = OccurrenceWindow(bounds: Int.min / 4..<Int.max / 4, zone: nil)

    /// The days from `first` to before `end`; nil leaves that side open.
    ///
    /// - Parameter zone: the zone whose days these are; nil means the clock of each occurrence, so that what counts is
    ///   the date that it shows. Floating times and whole days always count by what they show.
    public init(from first: CivilDate? = nil, until end: CivilDate? = nil, in zone: ZoneRules? = nil) {
        let lower = first.map { $0.dayNumber * 86_400 } ?? Self.always.bounds.lowerBound
        let upper = end.map { $0.dayNumber * 86_400 } ?? Self.always.bounds.upperBound
        self.init(bounds: lower..<max(lower, upper), zone: zone)
    }

    private init(bounds: Range<Int>, zone: ZoneRules?) {
        self.bounds = bounds
        self.zone = zone
    }

    /// Whether nothing ends it.
    public var isEndless: Bool { bounds.upperBound == Self.always.bounds.upperBound }

    /// How far, in seconds, a time on one clock may be from what another shows: clocks differ by a day at most, and a time that a
    /// clock skips is shown up to a day later.
    static let margin = 2 * 86_400

    /// Whether an occurrence may begin within that shows about `local` on its clock.
    package func mayContain(local: Int) -> Bool {
        self == .always || bounds.overlaps(local - Self.margin..<local + Self.margin)
    }

    /// Whether an occurrence that shows `local` on its clock, at `instant`, begins within.
    func contains(local: Int, instant: Int?) -> Bool {
        guard let zone, let instant else { return bounds.contains(local) }
        return bounds.contains(zone.local(at: instant).secondsSinceEpoch)
    }
}

extension OccurrenceWindow {
    public static func == (left: OccurrenceWindow, right: OccurrenceWindow) -> Bool {
        left.bounds == right.bounds && left.zone == right.zone
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(bounds) }
}
