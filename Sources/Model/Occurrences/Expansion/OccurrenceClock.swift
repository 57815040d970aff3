internal import CalendarModel
internal import ICalendar
internal import TimeZones

/// The clock on which a time is read. Floating times and whole days have a clock without instants, which counts as UTC does.
struct OccurrenceClock: Sendable {
    /// What local times mean; UTC's where there are no instants.
    let rules: ZoneRules
    /// The zone's name in the tz database where that gave the rules, else as the calendar has it; `UTC`; nil without zone.
    let zone: String?
    let hasInstants: Bool

    static let floating = OccurrenceClock(rules: .utc, zone: nil, hasInstants: false)
    static let utc = OccurrenceClock(rules: .utc, zone: "UTC", hasInstants: true)

    /// Whether both always show the same.
    func isSame(as other: OccurrenceClock) -> Bool { hasInstants == other.hasInstants && rules === other.rules }

    /// The position of a local time on the clock's own line of time: its instant, or the local time where there is none.
    func position(ofLocal seconds: Int) -> Int { rules.instant(ofLocalSeconds: seconds) ?? seconds }

    /// What the clock shows at a position.
    func local(at position: Int) -> Int { position + rules.offset(at: position) }

    /// What this clock shows when `other` shows `seconds`; the same where one of them has no instants.
    func local(of seconds: Int, on other: OccurrenceClock) -> Int {
        guard hasInstants, other.hasInstants, !isSame(as: other) else { return seconds }
        return local(at: other.position(ofLocal: seconds))
    }
}
