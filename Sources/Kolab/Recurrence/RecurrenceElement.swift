internal import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import Recurrence
internal import TimeZones
internal import TwoWayMapping
internal import XMLSupport

extension KolabRow {
    /// `recurrence` with its exclusions and their subevents.
    static let recurrence = KolabRow.group(
        "recurrence",
        read: { element, item, reading in reading.readRecurrence(element, into: &item) },
        isWritten: { _, writing in writing.pattern != nil },
        write: { item, writing in writing.appendRecurrence(of: item) },
        clear: { item in
            item.rules = []
            item.exclusions = []
        }
    )
}

extension KolabReading {
    mutating func readRecurrence(_ element: XMLElement, into item: inout CalendarItem) -> KolabReadOutcome {
        var pattern = KolabRecurrence()
        var isExact = element.attributes.count == (element.attribute("type") == nil ? 1 : 2) && !element.hasOwnText
        pattern.cycle = element.attribute("cycle")?.lowercased() ?? ""
        pattern.type = element.attribute("type").flatMap { $0.isEmpty ? nil : $0.lowercased() }
        var exclusions: [CivilDate] = []
        for child in element.children {
            if !readPart(child, into: &pattern, exclusions: &exclusions) { isExact = false }
        }
        guard !pattern.cycle.isEmpty else {
            report("recurrence-without-cycle", "a recurrence without cycle; read as none", at: element)
            return .unreadable
        }
        if pattern.cycle == "weekly", pattern.days.isEmpty {
            report(
                "recurrence-without-day",
                "a weekly recurrence without day; read as the start's weekday",
                at: element
            )
            isExact = false
        }
        if pattern.cycle == "daily" || pattern.cycle == "weekly" { pattern.type = nil }
        guard var rule = Mapping.recurrence.rule(of: pattern) ?? Self.shortRule(of: pattern) else {
            report(
                "recurrence-incomplete",
                "a \(pattern.cycle) recurrence without the parts it needs; read as none",
                at: element
            )
            return .unreadable
        }
        switch pattern.range {
        case .none: break
        case .number(let count): rule.count = count
        case .date(let date): lastDate = date
        }
        item.rules = [rule]
        item.exclusions = exclusions.map { .date($0) }
        if Mapping.recurrence.rule(of: pattern) == nil { isExact = false }
        return isExact ? .exact : .inexact
    }

    /// The cycles of KDE that are no patterns of the specification.
    private static func shortRule(of pattern: KolabRecurrence) -> RecurrenceRule? {
        guard let frequency = ["minutely": RecurrenceRule.Frequency.minutely, "hourly": .hourly][pattern.cycle] else {
            return nil
        }
        var rule = RecurrenceRule(frequency)
        rule.interval = pattern.interval
        return rule
    }

    /// Reads a child; false if it is unknown, doubled or says something in words of its own.
    private mutating func readPart(
        _ child: XMLElement,
        into pattern: inout KolabRecurrence,
        exclusions: inout [CivilDate]
    ) -> Bool {
        let text = child.trimmedText
        switch child.localName {
        case "interval":
            guard let number = Int(text), number > 0 else {
                report("recurrence-interval", "an interval of “\(text)”; read as 1", at: child)
                return false
            }
            pattern.interval = number
        case "day":
            guard let day = WordTable.kolabDay.value(ignoringCaseOf: text) else { return unknown(text, child) }
            pattern.days.append(day)
        case "daynumber":
            guard let number = Int(text) else { return unknown(text, child) }
            pattern.dayNumber = number
        case "month":
            guard let month = WordTable.kolabMonth.value(ignoringCaseOf: text) else { return unknown(text, child) }
            pattern.month = month
        case "range": return readRange(child, text, into: &pattern)
        case "exclusion": return readExclusion(child, text, &exclusions)
        default: return false
        }
        return child.isPlain
    }

    private mutating func unknown(_ text: String, _ element: XMLElement) -> Bool {
        if !text.isEmpty {
            report("unknown-word", "\(element.localName) \(text) is unknown; left out", at: element, losing: keptAction)
        }
        return false
    }

    private mutating func invalidDate(_ text: String, _ element: XMLElement) -> Bool {
        if !text.isEmpty {
            report("invalid-time", "\(text.prefix(40)) is no date; left out", at: element, losing: keptAction)
        }
        return false
    }

    private mutating func readRange(_ child: XMLElement, _ text: String, into pattern: inout KolabRecurrence) -> Bool {
        switch child.attribute("type")?.lowercased() ?? "none" {
        case "number":
            guard let count = Int(text), count > 0 else { return unknown(text, child) }
            pattern.range = .number(count)
        case "date":
            guard let time = child.withTrimmedBytes({ KolabTimeText($0) }) else { return invalidDate(text, child) }
            pattern.range = .date(time.time.date)
            guard time.isDate else {
                report("datetime-for-date", "a datetime in range; its day is read", at: child)
                return false
            }
        case "none": return text.isEmpty
        case let type:
            report("unknown-word", "a range of type \(type) is unknown; left out", at: child, losing: keptAction)
            return false
        }
        return true
    }

    private mutating func readExclusion(_ child: XMLElement, _ text: String, _ exclusions: inout [CivilDate]) -> Bool {
        guard let time = child.withTrimmedBytes({ KolabTimeText($0) }) else { return invalidDate(text, child) }
        if let subevent = child.child("subevent") {
            let isSingle = child.children("subevent").count == 1
            if !isSingle {
                report("duplicate-subevent", "a second subevent of one exclusion; the first counts", at: child, losing: keptAction)
            }
            subevents.append(Subevent(date: time.time.date, element: subevent))
            return time.isDate && isSingle
        }
        if exclusions.contains(time.time.date) {
            report("duplicate-exclusion", "the exclusion \(time.time.date) stands twice", at: child)
            return false
        }
        exclusions.append(time.time.date)
        if !time.isDate { report("datetime-for-date", "a datetime in exclusion; its day is read", at: child) }
        return time.isDate && child.isPlain
    }
}

extension CalendarItem {
    /// Turns the days of the recurrence into the moments they mean, now that the start is known.
    mutating func settleRecurrence(_ reading: KolabReading) {
        guard !rules.isEmpty, let start = start ?? due else { return }
        exclusions = exclusions.map { start.onDay($0.date) }
        guard let lastDate = reading.lastDate else { return }
        switch start.onDay(lastDate) {
        case .date(let date): rules[0].until = .date(date)
        case .floating(let time): rules[0].until = .local(time)
        case .utc(let time): rules[0].until = .utc(time)
        case .zoned(let time, let zone):
            let instant = reading.options.zones.rules(named: zone)?.instant(of: time)
            rules[0].until = instant.map { .utc(CivilDateTime(secondsSinceEpoch: $0)) } ?? .local(time)
        }
    }
}

extension KolabReading {
    /// Exclusions on days without an occurrence. Days are the user's own, so a time in UTC may be a day off.
    mutating func reportStrayExclusions(of item: CalendarItem, _ root: XMLElement) {
        guard let rule = item.rules.first, rule.frequency != .hourly, rule.frequency != .minutely,
            let start = item.start ?? item.due
        else { return }
        let slack = if case .utc = start { 1 } else { 0 }
        let clock = WallClock(start, CalendarZones(directory: options.zones))
        let rules = RecurrenceSequence(rule, from: start.civil, isAllDay: start.isDate, wallClock: clock.local)
        let occurrences = RecurrenceSet([start.civil]).merged(with: rules)
        // Years apart are looked at one by one, and no more of them than a life has.
        var daysOfYears: [Int: Set<Int>] = [:]
        for element in root.child("recurrence")?.children("exclusion") ?? [] {
            guard element.child("subevent") == nil, let time = element.withTrimmedBytes({ KolabTimeText($0) }) else {
                continue
            }
            let day = time.time.date.dayNumber
            let year = time.time.date.year
            guard daysOfYears[year] != nil || daysOfYears.count < 100 else { continue }
            let days = daysOfYears[year] ?? Set(occurrences.within(Self.year(year)).map(\.date.dayNumber))
            daysOfYears[year] = days
            guard !(day - slack...day + slack).contains(where: days.contains) else { continue }
            report("exclusion-without-occurrence", "nothing recurs on \(time.time.date); kept", at: element)
        }
    }
}

extension KolabReading {
    /// A year with the days beside it.
    private static func year(_ year: Int) -> Range<CivilDateTime> {
        let (first, last) = (CivilDate(year: year, month: 1, day: 1), CivilDate(year: year, month: 12, day: 31))
        let midnight = CivilTime(secondOfDay: 0)
        return CivilDateTime(first, midnight).addingSeconds(-86_400)..<CivilDateTime(last, midnight).addingSeconds(2 * 86_400)
    }
}

extension EventTime {
    /// The same form and time of day on another day.
    func onDay(_ day: CivilDate) -> EventTime { showing(CivilDateTime(day, civil.time)) }
}

extension KolabWriting {
    mutating func appendRecurrence(of item: CalendarItem) {
        guard let pattern else { return }
        xml.start("recurrence")
        xml.attribute("cycle", pattern.cycle)
        if let type = pattern.type { xml.attribute("type", type) }
        text("interval", String(pattern.interval))
        for day in pattern.days { text("day", WordTable.kolabDay.word(for: day) ?? "") }
        if let number = pattern.dayNumber { text("daynumber", String(number)) }
        if let month = pattern.month { text("month", WordTable.kolabMonth.word(for: month) ?? "") }
        xml.start("range")
        switch pattern.range {
        case .none: xml.attribute("type", "none")
        case .number(let count):
            xml.attribute("type", "number")
            xml.text(String(count))
        case .date(let date):
            xml.attribute("type", "date")
            xml.text(date.description)
        }
        xml.end()
        for date in exclusions { text("exclusion", date.description) }
        for subevent in subevents { append(subevent, of: item) }
        xml.end()
    }
}
