/// Converts many local times of one zone, fastest when each lies near the one before.
///
/// It remembers the stretch between two transitions that it used last; a time outside costs one search.
public struct ZoneCursor: Sendable {
    /// The zone.
    public let rules: ZoneRules
    private var lower = 0
    private var upper = 0
    private var offset = 0

    /// A cursor that has not looked anything up yet.
    public init(_ rules: ZoneRules) { self.rules = rules }

    /// What the local time `seconds` means.
    public mutating func resolve(localSeconds seconds: Int) -> LocalTimeResolution {
        if seconds >= lower, seconds < upper { return .unique(offset: offset) }
        return search(seconds)
    }

    /// The instant of the local time `seconds`, or nil where `policy` skips it.
    public mutating func instant(
        ofLocalSeconds seconds: Int,
        policy: AmbiguousTimePolicy = AmbiguousTimePolicy()
    ) -> Int? {
        if seconds >= lower, seconds < upper { return seconds - offset }
        return search(seconds).offset(by: policy).map { seconds - $0 }
    }

    private mutating func search(_ seconds: Int) -> LocalTimeResolution {
        let isListed = seconds < rules.tableEnd
        let table = isListed ? rules.table : rules.window(around: seconds)
        let interval = table.interval(ofLocal: seconds)
        let bounds = table.uniqueLocalBounds(of: interval)
        guard bounds.contains(seconds) else { return table.resolve(local: seconds) }
        // A window knows one year only, and the table nothing after its end.
        let known = isListed ? Int.min..<rules.tableEnd : rules.yearBounds(of: seconds)
        (lower, upper) = (max(bounds.lowerBound, known.lowerBound), min(bounds.upperBound, known.upperBound))
        offset = table.offsets[interval]
        return .unique(offset: offset)
    }
}
