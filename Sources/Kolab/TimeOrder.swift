internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import TimeZones
internal import XMLSupport

extension KolabReading {
    /// What start and end make of one another.
    mutating func reportTimes(of item: CalendarItem, _ root: XMLElement) {
        guard item.kind == .event else { return }
        guard let start = item.start else {
            return report("start-missing", "an event without start-date", at: root)
        }
        guard let end = item.end else {
            guard !start.isDate else { return }
            return report(
                "end-missing",
                as: .info,
                "no end-date; the event ends when it starts",
                at: root.child("start-date") ?? root
            )
        }
        let element = root.child("end-date") ?? root
        guard end.isDate == start.isDate else { return reportMixedTimes(at: element) }
        if isBefore(end, start) {
            report("end-before-start", "the end lies before the start; kept", at: element)
        } else if start.civil < end.civil, start.isMidnight, end.isMidnight {
            report(
                "midnight-to-midnight",
                as: .info,
                "from midnight to midnight; perhaps whole days are meant, read as times",
                at: root.child("start-date") ?? root
            )
        }
    }

    mutating func reportMixedTimes(at element: XMLElement) {
        report("end-type", "a date beside a datetime", at: element)
    }

    /// Whether an event's end lies before its start, both of one type; that of whole days is the day after the last.
    func isBefore(_ end: EventTime, _ start: EventTime) -> Bool {
        if end.isDate { return end.civil <= start.civil }
        guard let last = end.instant(in: options.zones), let first = start.instant(in: options.zones) else {
            return end.civil < start.civil
        }
        return last < first
    }
}

extension EventTime {
    /// Whether it is a time of day, and that midnight.
    fileprivate var isMidnight: Bool { !isDate && civil.time == CivilTime(hour: 0, minute: 0, second: 0) }

    /// The time after a length in seconds; whole days are as many as the length begins, one at least.
    func adding(length seconds: Int) -> EventTime {
        isDate ? adding(days: max(1, (seconds + 86_399) / 86_400)) : adding(seconds: seconds)
    }
}
