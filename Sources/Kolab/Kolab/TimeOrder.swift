internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import TimeZones
internal import XMLSupport

extension ObjectDecoder {
    /// Checks start and end against each other, and corrects an end of another type.
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
        if end.endsBefore(start, options.zones) {
            report("end-before-start", "the end is before the start; kept", at: element)
        } else if start.civil < end.civil, start.isMidnight, end.isMidnight {
            report(
                "midnight-to-midnight",
                as: .info,
                "from midnight to midnight; perhaps whole days are meant; read as times",
                at: root.child("start-date") ?? root
            )
        }
    }

    /// Reports a task that is due before it starts.
    mutating func reportEarlyDue(of item: CalendarItem, at element: XMLElement) {
        guard item.kind == .todo, let start = item.start, let due = item.due, start.isDate == due.isDate else { return }
        guard start.isDate ? due.civil < start.civil : due.endsBefore(start, options.zones) else { return }
        report("end-before-start", "the due date is before the start; kept", at: element)
    }

    /// Replaces an end that is not of the start's type by one that is, if there is such an end.
    ///
    /// - Parameters:
    ///   - length: how long the event is without it, in seconds; nil if that is not known.
    ///   - element: the element of the end, which is kept.
    mutating func settleMixedTimes(of item: inout CalendarItem, length: Int?, at element: XMLElement) -> Bool {
        guard let start = item.start, item.hasMixedTimes else { return false }
        let settled = item.endOfStartsType(length: length)
        if start.isDate {
            report(
                "end-type",
                "a datetime as the end of whole days; read as its day",
                at: element,
                losing: keptAction,
                from: item
            )
        } else {
            report("end-type", "a date as the end of a datetime; skipped", at: element, losing: keptAction, from: item)
        }
        item.end = settled
        let fragment = element.fragment
        if element.localName != "event", !item.preserved.elements.contains(fragment) {
            item.preserved.elements.append(fragment)
        }
        return true
    }

    private func isBefore(_ end: EventTime, _ start: EventTime) -> Bool { end.endsBefore(start, options.zones) }
}

extension CalendarItem {
    /// Whether it begins with a day and ends with a time, or the other way.
    var hasMixedTimes: Bool {
        guard let start, let end else { return false }
        return start.isDate != end.isDate
    }

    /// The replacement of an end that is not of the start's type: for a time its day, for a day the start plus
    /// `length`.
    ///
    /// - Parameter length: how long the event is without its end, in seconds; nil if that is not known.
    func endOfStartsType(length: Int?) -> EventTime? {
        guard let start, let end else { return nil }
        guard start.isDate else { return length.map { start.adding(length: $0) } }
        let isMidnight = end.civil.time == CivilTime(hour: 0, minute: 0, second: 0)
        return .date(max(end.date, start.date)).adding(days: isMidnight && end.date > start.date ? 0 : 1)
    }

    /// How long it is in seconds, on its own clocks; nil without start or end.
    var civilLength: Int? {
        guard let start, let finish else { return nil }
        return finish.civil.secondsSinceEpoch - start.civil.secondsSinceEpoch
    }
}

extension EventTime {
    /// Whether it is a time of day, and that midnight.
    fileprivate var isMidnight: Bool { !isDate && civil.time == CivilTime(hour: 0, minute: 0, second: 0) }

    /// Whether it lies before a start as the end of an event, both of one type; that of whole days is the day after the last.
    func endsBefore(_ start: EventTime, _ zones: ZoneDirectory) -> Bool {
        if isDate { return civil <= start.civil }
        guard let last = instant(in: zones), let first = start.instant(in: zones) else { return civil < start.civil }
        return last < first
    }

    /// The time after a length in seconds; whole days are as many as the length begins, one at least.
    func adding(length seconds: Int) -> EventTime {
        isDate ? adding(days: max(1, (seconds + 86_399) / 86_400)) : adding(seconds: seconds)
    }
}
