package import Kalends
internal import Selecting

/// Which days are listed, and on which clock.
package struct OccurrenceRange: Sendable {
    /// The first day; nil for no bound.
    package var first: CivilDate?
    /// The day after the last; nil for no bound.
    package var end: CivilDate?
    /// The zone on whose clock days are counted and times shown, by its name; nil for the clock of each occurrence.
    package var zone: String?
    /// Whether what begins before the first day counts if it is not over then.
    package var includesContinuing = false

    /// A range of days.
    package init(from first: CivilDate? = nil, until end: CivilDate? = nil) {
        self.first = first
        self.end = end
    }
}

extension OccurrenceRange {
    /// The days alone, for a trial.
    var days: OccurrenceWindow { OccurrenceWindow(from: first, until: end) }

    /// The clock of ``zone``.
    func clock(of zones: ZoneDirectory) -> ShownClock? {
        zone.flatMap { name in zones.rules(for: name).map { ShownClock(name: name, rules: $0) } }
    }

    /// Where occurrences of some series begin that count.
    func beginnings(of series: SeriesCatalogue, on clock: ShownClock?) -> OccurrenceWindow {
        var first = first
        if includesContinuing, let day = first {
            // Clocks differ by a day at most.
            first = day.addingDays(-(series.longestExtent / 86_400 + 2))
        }
        return OccurrenceWindow(from: first, until: end, in: clock?.rules)
    }

    /// Whether an occurrence that begins before the range continues in it.
    func contains(_ shown: ShownOccurrence) -> Bool {
        guard includesContinuing, let first else { return true }
        let (start, lower) = (shown.start.secondsSinceEpoch, first.dayNumber * 86_400)
        // A whole day without an end lasts that day.
        let end = shown.end?.secondsSinceEpoch ?? (shown.isWholeDay ? start + 86_400 : start)
        return start >= lower || end > lower
    }

    /// What is printed where nothing occurs.
    var emptiness: String {
        let bounds = [first.map { "from \($0)" }, end.map { "until \($0)" }].compactMap { $0 }
        return (["no occurrences"] + bounds).joined(separator: " ")
    }
}

extension SeriesCatalogue {
    /// The longest that an occurrence lasts, in seconds: so much earlier may one have begun that still continues.
    fileprivate var longestExtent: Int { (0..<count).lazy.map { series(at: $0).series.longestExtent }.max() ?? 0 }
}
