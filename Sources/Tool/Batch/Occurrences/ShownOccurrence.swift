internal import Kalends
internal import Occurrences

/// A zone on whose clock times are shown.
struct ShownClock: Sendable {
    /// The name that the zone was asked for by.
    let name: String
    let rules: ZoneRules
}

/// An occurrence as a clock shows it.
struct ShownOccurrence {
    let occurrence: SeriesOccurrence
    /// The clock; nil for that of the occurrence.
    let clock: ShownClock?

    var item: CalendarItem { occurrence.item }

    /// Whether it lasts whole days, which every clock shows alike.
    var isWholeDay: Bool { occurrence.start.isDate }

    /// When it begins.
    var start: CivilDateTime { time(occurrence.start, occurrence.instant) }

    /// When it is over; nil where no end is stated.
    var end: CivilDateTime? { occurrence.endOnStartClock.map { time($0, occurrence.endInstant) } }

    /// The zone of the clock; nil for floating times and whole days.
    var zone: String? { clock.flatMap { occurrence.instant == nil ? nil : $0.name } ?? occurrence.zone }

    private func time(_ time: EventTime, _ instant: Int?) -> CivilDateTime {
        if let clock, let instant { clock.rules.local(at: instant) } else { time.civil }
    }
}

extension ShownOccurrence {
    /// Its record in a list.
    var record: OccurrenceRecord {
        var record = occurrence.record
        guard clock != nil, !isWholeDay else { return record }
        record.start = start.description
        record.end = end?.description
        record.zone = zone
        return record
    }
}
