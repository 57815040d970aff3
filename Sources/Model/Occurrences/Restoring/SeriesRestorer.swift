internal import CalendarDiagnostics
public import CalendarModel
internal import ICalendar
public import TimeZones

/// Finds the series of single occurrences: its rule, with exclusions for the missing and overrides for the changed.
///
/// Occurrences belong together if they share a UID, or else a summary (ignoring case and blanks), kind and clock. The
/// rule is the one that needs fewest exclusions and leftovers, then fewest parts; it explains at least three
/// occurrences, and has a COUNT. The master has in each field the value of most occurrences. Without recurrence ids an
/// occurrence next to an empty slot, nearer to it than to any other and no further than half way to the next, counts as
/// moved.
///
/// Law, within a window: expanding what was restored from an expansion gives the same occurrences.
public struct SeriesRestorer: Sendable {
    /// The choices.
    public var options: RestorationOptions
    private let directory: ZoneDirectory

    /// Creates a restorer with its zones and options.
    public init(directory: ZoneDirectory, options: RestorationOptions = RestorationOptions()) {
        self.directory = directory
        self.options = options
    }
}

extension SeriesRestorer {
    /// Restores whatever forms a pattern; the rest stays unchanged.
    public func restore(_ all: [Series]) -> Restoration {
        var restoration = Restoration()
        for pool in OccurrencePool.pools(of: all) {
            guard pool.isCandidate, let restored = restore(pool) else {
                restoration.series += pool.series
                continue
            }
            restoration.restored.append(restored)
            restoration.series.append(restored.series)
            restoration.series += restored.leftovers
        }
        return restoration
    }

    private func restore(_ pool: OccurrencePool) -> RestoredSeries? {
        let zones = CalendarZones(definedBy: pool.context.zones.lazy.map(\.component), directory: directory)
        var clocks = SeriesClocks(zones: zones, defaultZones: [options.defaultZone].compactMap(\.self))
        let group = OccurrenceGroup(pool.items, hasIDs: pool.hasIDs, context: pool.context, clocks: &clocks)
        let time = group.commonTime
        var days: [Int] = []
        for member in group.members {
            let day = (member.local - time) / 86_400
            for day in day - 1...day + 1 where group.place(day: day, time: time) == member.local && days.last != day {
                days.append(day)
                break
            }
        }
        // Without ids, an occurrence at another time may be one of its day that was moved.
        let changedDays =
            group.hasIDs ? [] : Set(group.members.map { CivilDateTime(secondsSinceEpoch: $0.local).date.dayNumber })
        guard let inference = RuleInference(explaining: days, changedDays: changedDays) else { return nil }
        let assembly = SeriesAssembly(group, inference, time: time, options: options, directory: directory)
        return assembly.restored(clocks: &clocks)
    }
}
