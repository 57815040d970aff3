internal import CalendarModel
internal import ICalendar
internal import TimeZones

/// Single occurrences that may belong to one series, each with the place that it has or would have there.
struct OccurrenceGroup {
    /// One of the occurrences.
    struct Member {
        var item: CalendarItem
        /// Its place as the series has it.
        var nominal: EventTime
        /// The place on the group's clock, in seconds.
        var local: Int
    }

    /// What the members were grouped by: RECURRENCE-IDs name the place of each.
    let hasIDs: Bool
    let context: CalendarContext
    private(set) var members: [Member] = []
    /// The form of the places.
    let form: EventTime
    let clock: OccurrenceClock

    /// - Parameter items: at least one.
    init(_ items: [CalendarItem], hasIDs: Bool, context: CalendarContext, clocks: inout SeriesClocks) {
        self.hasIDs = hasIDs
        self.context = context
        let starts = items.map { $0.start ?? $0.due ?? $0.recurrenceID?.time ?? Self.unknown }
        let index = Self.indexOfCommonForm(starts)
        form = starts[index]
        clock = clocks.clock(of: form)
        for (item, start) in zip(items, starts) {
            let nominal = item.recurrenceID?.time ?? start
            let seconds = nominal.civil.secondsSinceEpoch
            let shown =
                form.isDate ? nominal.date.dayNumber * 86_400 : clock.local(of: seconds, on: clocks.clock(of: nominal))
            members.append(Member(item: item, nominal: nominal, local: shown))
        }
        members.sort { $0.local < $1.local }
    }

    private static let unknown = EventTime.date(CivilDate(dayNumber: 0))

    private static func indexOfCommonForm(_ starts: [EventTime]) -> Int {
        let midnight = CivilDateTime(CivilDate(dayNumber: 0), CivilTime(secondOfDay: 0))
        let forms = starts.map { $0.showing(midnight) }
        return forms.firstIndex(of: forms.mostFrequent) ?? 0
    }
}

extension OccurrenceGroup {
    /// The time of day at which most members stand.
    var commonTime: Int { members.map { ($0.local % 86_400 + 86_400) % 86_400 }.mostFrequent }

    /// The place of a member of a day if its series takes place at `time`; a time in a gap moves.
    func place(day: Int, time: Int) -> Int {
        let seconds = day * 86_400 + time
        return clock.local(at: clock.position(ofLocal: seconds))
    }
}
