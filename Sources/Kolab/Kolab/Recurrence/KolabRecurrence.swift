internal import CalendarModel
internal import ICalendar
internal import XMLSupport

/// Kolab's `recurrence` without its exclusions (kolab.md 1.5).
struct KolabRecurrence: Hashable, Sendable {
    /// When it ends.
    enum Range: Hashable, Sendable {
        case none
        case number(Int)
        /// The last day, on which there may be an occurrence.
        case date(CivilDate)
    }

    var cycle = ""
    var type: String?
    var interval = 1
    var days: [Weekday] = []
    /// The format has one; SyncKolab writes one for each number of a list.
    var dayNumbers: [Int] = []
    var month: Int?
    var range = Range.none

    /// How many words it takes: the fewer, the simpler.
    var wordCount: Int { 2 + days.count + dayNumbers.count + (month == nil ? 0 : 1) + (interval == 1 ? 0 : 1) }
}

extension KolabRecurrence {
    /// The elements that only some patterns have.
    enum Part: String, CaseIterable {
        case day, daynumber, month
    }

    /// Those that it has.
    var parts: Set<Part> {
        var parts: Set<Part> = []
        if !days.isEmpty { parts.insert(.day) }
        if !dayNumbers.isEmpty { parts.insert(.daynumber) }
        if month != nil { parts.insert(.month) }
        return parts
    }
}

/// One of Kolab's patterns and the rules that mean the same.
struct RecurrencePattern: MappingRow {
    let name: String
    let cycle: String
    let type: String?
    /// The parts that it needs, and the only ones with a meaning in it. A weekly one without days follows its start.
    let parts: Set<KolabRecurrence.Part>
    /// What a `daynumber` can be; below zero it counts from the end.
    let numbers: ClosedRange<Int>
    /// The rule of a pattern that has all its parts.
    let read: @Sendable (KolabRecurrence) -> RecurrenceRule
    /// Fills in the pattern of a rule that has no other parts; what the rule leaves to its start is taken from there.
    /// Nil if it is not such a rule.
    let write: @Sendable (RecurrenceRule, CivilDate) -> KolabRecurrence?

    init(
        _ cycle: String,
        _ type: String? = nil,
        _ parts: Set<KolabRecurrence.Part> = [],
        _ numbers: ClosedRange<Int> = 0...0,
        read: @escaping @Sendable (KolabRecurrence) -> RecurrenceRule,
        write: @escaping @Sendable (RecurrenceRule, CivilDate) -> KolabRecurrence?
    ) {
        name = type.map { "\(cycle) \($0)" } ?? cycle
        self.cycle = cycle
        self.type = type
        self.parts = parts
        self.numbers = numbers
        self.read = read
        self.write = write
    }

    /// Whether a `daynumber` can be `number`.
    func allows(_ number: Int) -> Bool { number != 0 && numbers.contains(number) }
}

extension Mapping where Row == RecurrencePattern {
    // swift-format-ignore
    /// The seven patterns. Beyond the specification there may be several numbers, as SyncKolab writes BYMONTHDAY, several
    /// weekdays, as KDE reads them, and a number may count from the end: the last (-1) weekday of a month is also written,
    /// because KDE and Horde write it; a last day is only read, because of known clients only KDE has it.
    static let recurrence = Mapping("recurrence", rows: [
        RecurrencePattern("daily",
            read:  { _ in RecurrenceRule(.daily) },
            write: { rule, _ in rule.uses([]) && rule.frequency == .daily ? KolabRecurrence() : nil }),
        RecurrencePattern("weekly", nil, [.day],
            read:  { pattern in
                var rule = RecurrenceRule(.weekly)
                rule.byDay = pattern.days.map { .init($0) }
                return rule
            },
            write: { rule, start in
                guard rule.frequency == .weekly, rule.uses([.day]), rule.byDay.allSatisfy({ $0.ordinal == 0 }) else { return nil }
                return KolabRecurrence(days: rule.byDay.isEmpty ? [start.weekday] : rule.byDay.map(\.weekday))
            }),
        RecurrencePattern("monthly", "daynumber", [.daynumber], -31...31,
            read:  { pattern in
                var rule = RecurrenceRule(.monthly)
                rule.byMonthDay = pattern.dayNumbers
                return rule
            },
            write: { rule, start in
                guard rule.frequency == .monthly, rule.uses([.monthDay]), let day = rule.soleMonthDay(start) else { return nil }
                return KolabRecurrence(dayNumbers: [day])
            }),
        RecurrencePattern("monthly", "weekday", [.daynumber, .day], -5...5,
            read:  { pattern in
                var rule = RecurrenceRule(.monthly)
                rule.byDay = pattern.positions
                return rule
            },
            write: { rule, _ in
                guard rule.frequency == .monthly, rule.uses([.day]), let ordinal = rule.soleOrdinal else { return nil }
                return KolabRecurrence(days: rule.byDay.map(\.weekday), dayNumbers: [ordinal])
            }),
        RecurrencePattern("yearly", "monthday", [.daynumber, .month], -31...31,
            read:  { pattern in
                var rule = RecurrenceRule(.yearly)
                rule.byMonth = pattern.month.map { [.init($0)] } ?? []
                rule.byMonthDay = pattern.dayNumbers
                return rule
            },
            write: { rule, start in
                guard rule.frequency == .yearly, rule.uses([.month, .monthDay]), let month = rule.soleMonth(start),
                    !rule.byMonth.isEmpty || rule.byMonthDay.isEmpty, let day = rule.soleMonthDay(start)
                else { return nil }
                return KolabRecurrence(dayNumbers: [day], month: month)
            }),
        RecurrencePattern("yearly", "yearday", [.daynumber], -366...366,
            read:  { pattern in
                var rule = RecurrenceRule(.yearly)
                rule.byYearDay = pattern.dayNumbers
                return rule
            },
            write: { rule, _ in
                guard rule.frequency == .yearly, rule.uses([.yearDay]), rule.byYearDay.count == 1, rule.byYearDay[0] > 0
                else { return nil }
                return KolabRecurrence(dayNumbers: [rule.byYearDay[0]])
            }),
        RecurrencePattern("yearly", "weekday", [.daynumber, .day, .month], -5...5,
            read:  { pattern in
                var rule = RecurrenceRule(.yearly)
                rule.byMonth = pattern.month.map { [.init($0)] } ?? []
                rule.byDay = pattern.positions
                return rule
            },
            write: { rule, start in
                guard rule.frequency == .yearly, rule.uses([.month, .day]), !rule.byMonth.isEmpty,
                    let month = rule.soleMonth(start), let ordinal = rule.soleOrdinal
                else { return nil }
                return KolabRecurrence(days: rule.byDay.map(\.weekday), dayNumbers: [ordinal], month: month)
            }),
    ])

    /// The exact pattern of a rule, without its range; nil if Kolab cannot express it.
    func pattern(of rule: RecurrenceRule, start: CivilDate) -> KolabRecurrence? {
        for row in rows {
            guard var pattern = row.write(rule, start) else { continue }
            pattern.cycle = row.cycle
            pattern.type = row.type
            pattern.interval = rule.interval
            return pattern
        }
        return nil
    }

    /// The row of a cycle and type; nil if there is none.
    func row(_ cycle: String, _ type: String?) -> RecurrencePattern? {
        rows.first { $0.cycle == cycle && $0.type == type }
    }

    /// The one row of a cycle that has exactly those parts; nil if none or several have.
    func row(_ cycle: String, with parts: Set<KolabRecurrence.Part>) -> RecurrencePattern? {
        let fitting = rows.filter { $0.cycle == cycle && $0.parts == parts }
        return fitting.count == 1 ? fitting[0] : nil
    }

    /// The rule of a pattern, without its range; nil if the pattern lacks something or is none of the seven.
    func rule(of pattern: KolabRecurrence) -> RecurrenceRule? {
        guard let row = row(pattern.cycle, pattern.type),
            row.parts.isSubset(of: pattern.parts) || row.cycle == "weekly", pattern.dayNumbers.allSatisfy(row.allows)
        else { return nil }
        var rule = row.read(pattern)
        rule.interval = pattern.interval
        return rule
    }
}

// MARK: - Parts of rules

/// The BY parts that a pattern may have.
enum RulePart {
    case day, monthDay, yearDay, month
}

extension RecurrenceRule {
    /// Whether the rule has no BY parts but `parts`, and nothing else that a pattern cannot express.
    fileprivate func uses(_ parts: Set<RulePart>) -> Bool {
        bySecond.isEmpty && byMinute.isEmpty && byHour.isEmpty && byWeekNumber.isEmpty && bySetPosition.isEmpty
            && calendarScale == nil && skip == nil && unknownParts.isEmpty
            && (byDay.isEmpty || parts.contains(.day)) && (byMonthDay.isEmpty || parts.contains(.monthDay))
            && (byYearDay.isEmpty || parts.contains(.yearDay)) && (byMonth.isEmpty || parts.contains(.month))
            && (weekStart == nil || weekStart == .monday || frequency != .weekly || interval == 1)
    }

    /// The one positive day of the month, or the start's.
    fileprivate func soleMonthDay(_ start: CivilDate) -> Int? {
        if byMonthDay.isEmpty { return start.day }
        return byMonthDay.count == 1 && byMonthDay[0] > 0 ? byMonthDay[0] : nil
    }

    /// The one month, or the start's.
    fileprivate func soleMonth(_ start: CivilDate) -> Int? {
        if byMonth.isEmpty { return start.month }
        return byMonth.count == 1 && !byMonth[0].isLeap ? byMonth[0].number : nil
    }

    /// The position that all weekdays share, if it is one that Kolab has.
    fileprivate var soleOrdinal: Int? {
        guard let first = byDay.first?.ordinal, byDay.allSatisfy({ $0.ordinal == first }) else { return nil }
        return (1...5).contains(first) || first == -1 ? first : nil
    }
}

extension KolabRecurrence {
    /// The weekdays with each of the positions.
    fileprivate var positions: [RecurrenceRule.WeekdayPosition] {
        dayNumbers.flatMap { number in days.map { .init($0, ordinal: number) } }
    }
}
