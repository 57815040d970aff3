internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import TimeZones
internal import XMLSupport

extension KolabReading {
    /// What start and end make of one another.
    mutating func settleTimes(of item: inout CalendarItem, _ root: XMLElement) {
        reportEarlyDue(of: item, at: root.child("due-date") ?? root)
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
        if settleMixedTimes(of: &item, length: nil, at: element) { return }
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

    /// Reports a task that is due before it starts.
    mutating func reportEarlyDue(of item: CalendarItem, at element: XMLElement) {
        guard item.kind == .todo, let start = item.start, let due = item.due, start.isDate == due.isDate else { return }
        guard start.isDate ? due.civil < start.civil : isBefore(due, start) else { return }
        report("end-before-start", "the due date lies before the start; kept", at: element)
    }

    /// Gives an end that is no time of the start's type one that is, if there is such an end.
    ///
    /// - Parameters:
    ///   - length: how long the event is without it, in seconds; nil if that is not known.
    ///   - element: what says the end, and is kept.
    mutating func settleMixedTimes(of item: inout CalendarItem, length: Int?, at element: XMLElement) -> Bool {
        guard let start = item.start, let end = item.end, start.isDate != end.isDate else { return false }
        if start.isDate {
            report(
                "end-type",
                "a datetime as the end of whole days; read as its day",
                at: element,
                losing: keptAction,
                from: item
            )
            let isMidnight = end.civil.time == CivilTime(hour: 0, minute: 0, second: 0)
            item.end = .date(max(end.date, start.date)).adding(days: isMidnight && end.date > start.date ? 0 : 1)
        } else {
            report("end-type", "a date as the end of a datetime; skipped", at: element, losing: keptAction, from: item)
            item.end = length.map { start.adding(length: $0) }
        }
        let fragment = element.fragment
        if element.localName != "event", !item.preserved.elements.contains(fragment) {
            item.preserved.elements.append(fragment)
        }
        return true
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
