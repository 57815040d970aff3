internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import Recurrence
internal import TimeZones
internal import XMLSupport

extension ObjectDecoder {
    /// An exclusion whose day is settled when the start is known.
    struct Exclusion {
        var element: XMLElement
        /// The text of the day.
        var time: KolabTimeText
        var subevent: XMLElement?
    }

    /// Reads an exclusion; false if it contains more than its day and its subevent.
    ///
    /// - Parameter days: the days as the exclusions before write them.
    mutating func readExclusion(_ child: XMLElement, _ days: inout Set<CivilDate>) -> Bool {
        guard child.hasChildren else {
            guard let time = child.withTrimmedBytes({ KolabTimeText($0) }) else {
                return reportInvalid(child.trimmedText, child)
            }
            exclusions.append(Exclusion(element: child, time: time))
            return days.insert(time.time.date).inserted && time.isDate && !child.hasAttributes
        }
        var texts = ["", ""]
        var isBehind = false
        for part in child.content {
            switch part {
            case .element: isBehind = true
            case .text(let text): texts[isBehind ? 1 : 0] += text
            case .comment, .processingInstruction: break
            }
        }
        texts = texts.map { $0.trimmingBlanks() }
        for element in child.children where element.localName != "subevent" {
            remarkUnknown(element, in: "exclusion")
        }
        let isLate = texts[0].isEmpty
        let bytes = Array((isLate ? texts[1] : texts[0]).utf8)
        guard let time = KolabTimeText(bytes.span) else { return reportInvalid(texts.joined(), child) }
        let subevents = child.children("subevent")
        if isLate {
            report(
                "exclusion-date-last",
                "the date of an exclusion follows its elements; older clients expect it first",
                at: child,
                losing: keptAction
            )
        } else if !texts[1].isEmpty {
            reportStrayText(of: child)
        }
        if subevents.count > 1 {
            report(
                "duplicate-subevent",
                "a second subevent of one exclusion; the first is used",
                at: child,
                losing: keptAction
            )
        }
        exclusions.append(Exclusion(element: child, time: time, subevent: subevents.first))
        let isAlone = subevents.count == 1 && child.children.allSatisfy { $0.localName == "subevent" }
        return days.insert(time.time.date).inserted && time.isDate && isAlone && texts[1].isEmpty
            && !child.hasAttributes
    }

    private mutating func reportInvalid(_ text: String, _ element: XMLElement) -> Bool {
        if text.isEmpty {
            report("exclusion-without-date", "an exclusion without a date; skipped", at: element, losing: keptAction)
        } else {
            report("invalid-time", "\(text.prefix(40)) is not a date; skipped", at: element, losing: keptAction)
        }
        return false
    }
}

// MARK: - Settling

extension ObjectDecoder {
    /// Turns the days of the recurrence into the moments they mean, now that the start is known.
    ///
    /// Of two exclusions of one day the first counts, but a subevent before a plain exclusion: it contains more.
    mutating func settleRecurrence(of item: inout CalendarItem, _ root: XMLElement) {
        guard let rule = item.rules.first, let recurrence = root.child("recurrence") else { return }
        guard let start = item.start ?? item.due else {
            if exclusions.contains(where: { $0.subevent != nil }) {
                report(
                    "exclusion-without-occurrence",
                    "subevents of a recurrence without a start; kept",
                    at: recurrence,
                    losing: keptAction
                )
                let fragment = recurrence.fragment
                if !item.preserved.elements.contains(fragment) { item.preserved.elements.append(fragment) }
            }
            item.exclusions = exclusions.filter { $0.subevent == nil }.map { .date($0.time.time.date) }
            return
        }
        if let lastDate { item.rules[0].until = CalendarZones(directory: options.zones).until(lastDate, start) }
        reportStart(start, outside: rule, of: item, at: recurrence)
        guard !exclusions.isEmpty else { return }
        var days = SeriesDays(item.rules[0], start, CalendarZones(directory: options.zones))
        var plain: [CivilDate] = []
        var indexOfDay: [CivilDate: Int] = [:]
        for exclusion in exclusions {
            let day = day(of: exclusion, start, &days)
            let first = indexOfDay[day]
            if first == nil, !days.contains(day) {
                report(
                    "exclusion-without-occurrence",
                    "no occurrence on \(day); the exclusion is kept",
                    at: exclusion.element
                )
            }
            guard let subevent = exclusion.subevent else {
                if let first {
                    reportDuplicate(day, exclusion, isPlain: first < 0)
                } else {
                    indexOfDay[day] = -1
                    plain.append(day)
                }
                continue
            }
            if let first { reportDuplicate(day, exclusion, isPlain: first >= 0) }
            guard first ?? -1 < 0 else { continue }
            indexOfDay[day] = subevents.count
            subevents.append(Subevent(date: day, element: subevent))
        }
        item.exclusions = plain.filter { indexOfDay[$0] == -1 }.map { start.onDay($0) }
    }

    /// - Parameter isPlain: whether the first counts because of its place, and not because a subevent contains more.
    private mutating func reportDuplicate(_ day: CivilDate, _ exclusion: Exclusion, isPlain: Bool) {
        report(
            "duplicate-exclusion",
            "a second exclusion of \(day); the \(isPlain ? "first" : "subevent") is used",
            at: exclusion.element,
            losing: keptAction
        )
    }

    /// The day that an exclusion means: of an instant the day that it has in the series' zone if the series has an occurrence
    /// there, else the day as it is written.
    private mutating func day(of exclusion: Exclusion, _ start: EventTime, _ days: inout SeriesDays) -> CivilDate {
        let time = exclusion.time
        let written = time.time.date
        guard !time.isDate else { return written }
        let local = localDay(of: exclusion, start) ?? written
        let day = local != written && days.contains(local) ? local : written
        report(
            "datetime-for-date",
            "a datetime in exclusion; read as the day \(day)",
            at: exclusion.element,
            losing: keptAction
        )
        return day
    }

    private func localDay(of exclusion: Exclusion, _ start: EventTime) -> CivilDate? {
        let time = exclusion.time.time
        let instant: Int
        switch exclusion.time.suffix {
        case .none:
            guard let zone = exclusion.element.attribute("tz"),
                let found = options.zones.rules(named: zone)?.instant(of: time)
            else { return nil }
            instant = found
        case .zulu: instant = time.secondsSinceEpoch
        case .offset(let seconds): instant = time.secondsSinceEpoch - seconds
        }
        switch start {
        case .utc: return CivilDateTime(secondsSinceEpoch: instant).date
        case .zoned(_, let zone): return options.zones.rules(named: zone)?.local(at: instant).date
        case .date, .floating: return nil
        }
    }

    /// SyncKolab writes every yearly rule as the first day of the year: it is read unchanged, and reported.
    private mutating func reportStart(
        _ start: EventTime,
        outside rule: RecurrenceRule,
        of item: CalendarItem,
        at element: XMLElement
    ) {
        guard !rule.byYearDay.isEmpty else { return }
        let day = start.date.dayOfYear
        let slack = if case .utc = start { 1 } else { 0 }
        let length = CivilDate(year: start.date.year, month: 12, day: 31).dayOfYear
        let isIncluded = rule.byYearDay.contains { number in
            (day - slack...day + slack).contains(number > 0 ? number : length + 1 + number)
        }
        guard !isIncluded else { return }
        let habit =
            item.writer?.lowercased().hasPrefix("synckolab") == true
            ? "; SyncKolab writes every yearly rule like this" : ""
        report("recurrence-start-no-match", "the rule does not include the start, \(start.date)\(habit)", at: element)
    }
}

extension CivilDate {
    /// The number of the day in its year, from 1.
    fileprivate var dayOfYear: Int { dayNumber - CivilDate(year: year, month: 1, day: 1).dayNumber + 1 }
}

/// The days on which a rule has occurrences, found year by year.
private struct SeriesDays {
    private let occurrences: RecurrenceSet?
    private let slack: Int
    /// Separate years are checked one by one, at most as many as in a life.
    private var daysOfYears: [Int: Set<Int>] = [:]
    private static let mostYears = 100

    init(_ rule: RecurrenceRule, _ start: EventTime, _ zones: CalendarZones) {
        // Days are the user's own, so a time in UTC may be a day off.
        slack = if case .utc = start { 1 } else { 0 }
        guard rule.frequency != .hourly, rule.frequency != .minutely else {
            occurrences = nil
            return
        }
        let clock = WallClock(start, zones)
        let rules = RecurrenceSequence(rule, from: start.civil, isAllDay: start.isDate, wallClock: clock.local)
        occurrences = RecurrenceSet([start.civil]).merged(with: rules)
    }

    /// Whether there is an occurrence on a day; true too where that is not checked.
    mutating func contains(_ day: CivilDate) -> Bool {
        guard let occurrences, daysOfYears[day.year] != nil || daysOfYears.count < Self.mostYears else { return true }
        let days = daysOfYears[day.year] ?? Set(occurrences.within(Self.year(day.year)).map(\.date.dayNumber))
        daysOfYears[day.year] = days
        return (day.dayNumber - slack...day.dayNumber + slack).contains(where: days.contains)
    }

    /// A year with the days next to it.
    private static func year(_ year: Int) -> Range<CivilDateTime> {
        let (first, last) = (CivilDate(year: year, month: 1, day: 1), CivilDate(year: year, month: 12, day: 31))
        let midnight = CivilTime(secondOfDay: 0)
        return CivilDateTime(first, midnight).addingSeconds(
            -86_400
        )..<CivilDateTime(last, midnight).addingSeconds(2 * 86_400)
    }
}

extension CalendarZones {
    /// The UNTIL of a series that ends with a day: its last moment.
    func until(_ lastDate: CivilDate, _ start: EventTime) -> RecurrenceRule.Until {
        switch start.onDay(lastDate) {
        case .date(let date): return .date(date)
        case .floating(let time): return .local(time)
        case .utc(let time): return .utc(time)
        case .zoned(let time, let zone):
            let instant = rules(named: zone)?.instant(of: time)
            return instant.map { .utc(CivilDateTime(secondsSinceEpoch: $0)) } ?? .local(time)
        }
    }
}

extension EventTime {
    /// The same form and time of day on another day.
    func onDay(_ day: CivilDate) -> EventTime { showing(CivilDateTime(day, civil.time)) }
}
