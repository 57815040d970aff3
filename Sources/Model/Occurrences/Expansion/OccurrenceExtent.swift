internal import CalendarModel
internal import ICalendar
internal import TimeZones

/// How long the occurrences of an item last (RFC 5545 §3.6.1, §3.8.5.3).
enum OccurrenceExtent: Sendable {
    /// The item states none, and its kind needs none.
    case unstated
    /// Whole days, for items on whole days.
    case days(Int)
    /// Exactly as many seconds, as DTEND and DUE give; the end is shown on the second clock.
    case exact(Int, OccurrenceClock)
    /// Days on the calendar, then seconds, as DURATION gives.
    case nominal(NominalDuration)
}

extension OccurrenceExtent {
    /// The extent that `item` states for its own start.
    init(of item: CalendarItem, start: EventTime, clock: OccurrenceClock, clocks: inout SeriesClocks) {
        if item.kind == .todo, item.start == nil {
            self = .exact(0, clock)
        } else if let finish = item.finish {
            self.init(from: start, on: clock, to: finish, clocks: &clocks)
        } else if let duration = item.duration {
            self = start.isDate ? .days(duration.totalSeconds / 86_400) : .nominal(duration)
        } else if item.kind == .event {
            self = start.isDate ? .days(1) : .exact(0, clock)
        } else {
            self = .unstated
        }
    }

    /// The extent between two times.
    init(from start: EventTime, on clock: OccurrenceClock, to end: EventTime, clocks: inout SeriesClocks) {
        guard !start.isDate else {
            self = .days(max(end.date.dayNumber - start.date.dayNumber, 0))
            return
        }
        if end.isDate, clock.hasInstants, let midnights = clocks.defaultRules {
            // The midnight of a day that ends a timed event is that of the user's zone.
            let first = clock.position(ofLocal: start.civil.secondsSinceEpoch)
            let last = midnights.instant(of: end.civil) ?? first
            self = .exact(last - first, clock)
            return
        }
        let endClock = clocks.clock(of: end)
        guard clock.hasInstants, endClock.hasInstants else {
            self = .exact(end.civil.secondsSinceEpoch - start.civil.secondsSinceEpoch, clock)
            return
        }
        let first = clock.position(ofLocal: start.civil.secondsSinceEpoch)
        self = .exact(endClock.position(ofLocal: end.civil.secondsSinceEpoch) - first, endClock)
    }

    /// When an occurrence is over that begins at `start`, which is `position` on its clock; the instant only where there is one.
    ///
    /// - Parameter form: how the item states its end.
    func end(
        from start: EventTime,
        at position: Int,
        on clock: OccurrenceClock,
        like form: EventTime?
    ) -> (time: EventTime, instant: Int?)? {
        switch self {
        case .unstated: return nil
        case .days(let days): return (start.adding(days: start.isDate ? days : 0), nil)
        case .exact(let seconds, let endClock):
            let shown = CivilDateTime(secondsSinceEpoch: endClock.local(at: position + seconds))
            let time = (form.flatMap { $0.isDate ? nil : $0 } ?? start).showing(shown)
            return (time, endClock.hasInstants ? position + seconds : nil)
        case .nominal(let duration):
            let day = start.civil.secondsSinceEpoch + duration.days * 86_400
            let end = (duration.days == 0 ? position : clock.position(ofLocal: day)) + duration.seconds
            let shown = CivilDateTime(secondsSinceEpoch: clock.local(at: end))
            return (start.showing(shown), clock.hasInstants ? end : nil)
        }
    }
}
