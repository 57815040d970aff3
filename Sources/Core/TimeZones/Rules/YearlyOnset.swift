internal import ICalendar

/// A transition that repeats every year, or every few years, for ever.
struct YearlyOnset: Hashable, Sendable {
    /// The days of the year.
    var days: YearlyDays
    /// Local seconds after that day's midnight; POSIX rules go below zero and beyond a day.
    var secondOfDay: Int
    /// The offset that turns the local time into an instant, in seconds east of Greenwich.
    var offsetBefore: Int
    /// What holds from the onset on.
    var type: LocalTimeType
    /// Years between two onsets, at least 1.
    var interval = 1
    /// A year that has an onset, which fixes the others where `interval` is above 1.
    var firstYear = 0
}

extension YearlyOnset {
    /// UTC seconds of the onsets whose day lies in `year`, ascending.
    func instants(in year: Int) -> [Int] {
        guard interval <= 1 || (year - firstYear) % interval == 0 else { return [] }
        return days.dayNumbers(in: year).map { $0 * 86_400 + secondOfDay - offsetBefore }
    }
}

/// How a zone continues after its last listed transition.
struct ZoneTail: Hashable, Sendable {
    /// The onsets that repeat; empty where the clocks never change again.
    var onsets: [YearlyOnset]

    /// Onsets of the years `years` by instant; of two at one instant the later rule wins.
    func onsets(in years: ClosedRange<Int>) -> [(instant: Int, type: LocalTimeType)] {
        var found: [(instant: Int, order: Int, type: LocalTimeType)] = []
        for year in years {
            for (order, onset) in onsets.enumerated() {
                for instant in onset.instants(in: year) { found.append((instant, order, onset.type)) }
            }
        }
        found.sort { ($0.instant, $0.order) < ($1.instant, $1.order) }
        return found.map { ($0.instant, $0.type) }
    }
}
