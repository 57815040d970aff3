internal import CalendarModel
public import ICalendar
internal import Occurrences

/// The days that are asked for; what overlaps them occurs then, by what its own clock shows.
public struct DayWindow: Hashable, Sendable {
    /// The first day; nil for no bound.
    public let first: CivilDate?
    /// The day after the last; nil for no bound.
    public let end: CivilDate?

    /// A window.
    public init(from first: CivilDate? = nil, until end: CivilDate? = nil) {
        self.first = first
        self.end = end
    }

    private var lower: Int { first.map { $0.dayNumber * 86_400 } ?? .min }
    private var upper: Int { end.map { $0.dayNumber * 86_400 } ?? .max }

    /// Whether something overlaps it that begins and is over at moments of a clock on the wall, in seconds.
    func overlaps(from start: Int, to end: Int) -> Bool { start < upper && (end > lower || start >= lower) }

    func overlaps(_ occurrence: SeriesOccurrence) -> Bool {
        let start = occurrence.start.civil.secondsSinceEpoch
        return overlaps(from: start, to: occurrence.endOnStartClock?.civil.secondsSinceEpoch ?? start)
    }

    /// Whether a component overlaps it that is no event, to-do or journal entry.
    func overlaps(_ component: Component) -> Bool {
        guard let start = component.first(.dateTimeStart)?.eventTime else { return false }
        let end = component.first(.dateTimeEnd)?.eventTime ?? start
        return overlaps(from: start.civil.secondsSinceEpoch, to: end.civil.secondsSinceEpoch)
    }

    /// Where occurrences begin that overlap it, if none lasts longer than `seconds`.
    func beginnings(lasting seconds: Int) -> OccurrenceWindow {
        // Clocks differ by a day at most.
        OccurrenceWindow(from: first?.addingDays(-(seconds / 86_400 + 2)), until: end)
    }
}

extension Series {
    /// The longest that one of its occurrences lasts, by what clocks show.
    package var longestExtent: Int {
        var longest = 86_400
        func add(_ start: EventTime?, _ end: EventTime?) {
            guard let start, let end else { return }
            longest = max(longest, end.civil.secondsSinceEpoch - start.civil.secondsSinceEpoch + 86_400)
        }
        for item in items {
            add(item.start, item.finish)
            longest = max(longest, item.duration?.totalSeconds ?? 0)
            for date in item.additionalDates {
                switch date {
                case .time: break
                case .period(let start, let end): add(start, end)
                case .duration(_, let duration): longest = max(longest, duration.totalSeconds)
                }
            }
        }
        return longest
    }
}
