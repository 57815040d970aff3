internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import Recurrence
internal import TimeZones

/// Evidence in a recurring object about the zone that its UTC times are to be read in.
///
/// Weekdays and exclusions of Kolab are days of the event's own zone (kolab.md 1.5), so they are evidence.
struct ScheduleCheck {
    private let item: CalendarItem
    private let zone: KnownZone
    private let localStart: CivilDateTime
    private let utcStart: CivilDateTime
    private let local: RecurrenceSequence
    /// How many exclusions are checked, and how many occurrences until one moves.
    private static let mostExclusions = 200
    private static let mostOccurrences = 800

    /// - Returns: nil for an item without a rule.
    init?(_ item: CalendarItem, in zone: KnownZone, startingAt instant: Int) {
        guard let rule = item.rules.first else { return nil }
        self.item = item
        self.zone = zone
        utcStart = CivilDateTime(secondsSinceEpoch: instant)
        localStart = zone.rules.local(at: instant)
        local = Self.sequence(rule, from: localStart)
    }

    /// The occurrences by a clock; the last day counts to its end there.
    private static func sequence(_ rule: RecurrenceRule, from start: CivilDateTime) -> RecurrenceSequence {
        var rule = rule
        switch rule.until {
        case .utc(let time), .local(let time):
            rule.until = .local(CivilDateTime(time.date, CivilTime(hour: 23, minute: 59, second: 59)))
        case .date, nil: break
        }
        var sequence = RecurrenceSequence(rule, from: start)
        sequence.stepBudget = 20_000
        return sequence
    }
}

extension ScheduleCheck {
    /// What contradicts the zone; nil if nothing does.
    var contradiction: Diagnostic? {
        guard localStart.date != utcStart.date else { return nil }
        let weekdays = item.rules[0].frequency == .weekly ? item.rules[0].byDay.map(\.weekday) : []
        if !weekdays.isEmpty, !weekdays.contains(localStart.date.weekday), weekdays.contains(utcStart.date.weekday) {
            return Diagnostic("days-contradict-zone", zone.name)
        }
        let days = item.exclusions.prefix(Self.mostExclusions).map(\.date)
        let missed = days.filter { !local.contains(CivilDateTime($0, localStart.time)) }
        guard !missed.isEmpty else { return nil }
        let inUTC = Self.sequence(item.rules[0], from: utcStart)
        let hitsInUTC = days.filter { inUTC.contains(CivilDateTime($0, utcStart.time)) }
        return hitsInUTC.count > days.count - missed.count
            ? Diagnostic("exclusions-contradict-zone", "\(missed[0]) \(zone.name)") : nil
    }

    /// Exclusions that hit nothing, and the first occurrence that moves.
    ///
    /// - Parameter moving: the id of the finding about occurrences that move.
    func findings(against moving: String) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        for day in item.exclusions.prefix(Self.mostExclusions).map(\.date)
        where !local.contains(CivilDateTime(day, localStart.time)) {
            findings.append(Diagnostic("exclusion-hits-nothing", day.description))
        }
        if let moved = firstMoved { findings.append(Diagnostic(RuleID(moving), "from \(moved.date) on")) }
        return findings
    }

    private var firstMoved: CivilDateTime? {
        let offset = zone.rules.resolve(localStart).offset() ?? 0
        return local.first(Self.mostOccurrences).first { (zone.rules.resolve($0).offset() ?? offset) != offset }
    }
}
