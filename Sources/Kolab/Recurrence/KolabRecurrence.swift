internal import CalendarModel
internal import ICalendar
internal import TwoWayMapping
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
    var dayNumber: Int?
    var month: Int?
    var range = Range.none

    /// How many words it takes: the fewer, the simpler.
    var wordCount: Int {
        2 + days.count + (dayNumber == nil ? 0 : 1) + (month == nil ? 0 : 1) + (interval == 1 ? 0 : 1)
    }
}

/// One of Kolab's patterns and the rules that mean the same.
struct RecurrencePattern: MappingRow {
    let name: String
    let cycle: String
    let type: String?
    /// The rule of a pattern; nil if it lacks what it needs.
    let read: @Sendable (KolabRecurrence) -> RecurrenceRule?
    /// Fills in the pattern of a rule that has no other parts; what the rule leaves to its start is taken from there. Nil if
    /// it is no such rule.
    let write: @Sendable (RecurrenceRule, CivilDate) -> KolabRecurrence?

    init(
        _ cycle: String,
        _ type: String? = nil,
        read: @escaping @Sendable (KolabRecurrence) -> RecurrenceRule?,
        write: @escaping @Sendable (RecurrenceRule, CivilDate) -> KolabRecurrence?
    ) {
        name = type.map { "\(cycle) \($0)" } ?? cycle
        self.cycle = cycle
        self.type = type
        self.read = read
        self.write = write
    }
}

extension Mapping where Row == RecurrencePattern {
    // swift-format-ignore
    /// The seven patterns. Beyond the specification, a weekday may be the last (-1) of its month, as KDE and Horde write it,
    /// and there may be several of one number, as KDE reads them.
    static let recurrence = Mapping("recurrence", rows: [
        RecurrencePattern("daily",
            read:  { _ in RecurrenceRule(.daily) },
            write: { rule, _ in rule.uses([]) && rule.frequency == .daily ? KolabRecurrence() : nil }),
        RecurrencePattern("weekly",
            read:  { pattern in
                var rule = RecurrenceRule(.weekly)
                rule.byDay = pattern.days.map { .init($0) }
                return rule
            },
            write: { rule, start in
                guard rule.frequency == .weekly, rule.uses([.day]), rule.byDay.allSatisfy({ $0.ordinal == 0 }) else { return nil }
                return KolabRecurrence(days: rule.byDay.isEmpty ? [start.weekday] : rule.byDay.map(\.weekday))
            }),
        RecurrencePattern("monthly", "daynumber",
            read:  { pattern in
                guard let number = pattern.dayNumber, (1...31).contains(number) else { return nil }
                var rule = RecurrenceRule(.monthly)
                rule.byMonthDay = [number]
                return rule
            },
            write: { rule, start in
                guard rule.frequency == .monthly, rule.uses([.monthDay]), let day = rule.soleMonthDay(start) else { return nil }
                return KolabRecurrence(dayNumber: day)
            }),
        RecurrencePattern("monthly", "weekday",
            read:  { pattern in
                guard let positions = pattern.positions else { return nil }
                var rule = RecurrenceRule(.monthly)
                rule.byDay = positions
                return rule
            },
            write: { rule, _ in
                guard rule.frequency == .monthly, rule.uses([.day]), let ordinal = rule.soleOrdinal else { return nil }
                return KolabRecurrence(days: rule.byDay.map(\.weekday), dayNumber: ordinal)
            }),
        RecurrencePattern("yearly", "monthday",
            read:  { pattern in
                guard let number = pattern.dayNumber, (1...31).contains(number), let month = pattern.month else { return nil }
                var rule = RecurrenceRule(.yearly)
                rule.byMonth = [.init(month)]
                rule.byMonthDay = [number]
                return rule
            },
            write: { rule, start in
                guard rule.frequency == .yearly, rule.uses([.month, .monthDay]), let month = rule.soleMonth(start),
                    !rule.byMonth.isEmpty || rule.byMonthDay.isEmpty, let day = rule.soleMonthDay(start)
                else { return nil }
                return KolabRecurrence(dayNumber: day, month: month)
            }),
        RecurrencePattern("yearly", "yearday",
            read:  { pattern in
                guard let number = pattern.dayNumber, (1...366).contains(number) else { return nil }
                var rule = RecurrenceRule(.yearly)
                rule.byYearDay = [number]
                return rule
            },
            write: { rule, _ in
                guard rule.frequency == .yearly, rule.uses([.yearDay]), rule.byYearDay.count == 1, rule.byYearDay[0] > 0
                else { return nil }
                return KolabRecurrence(dayNumber: rule.byYearDay[0])
            }),
        RecurrencePattern("yearly", "weekday",
            read:  { pattern in
                guard let positions = pattern.positions, let month = pattern.month else { return nil }
                var rule = RecurrenceRule(.yearly)
                rule.byMonth = [.init(month)]
                rule.byDay = positions
                return rule
            },
            write: { rule, start in
                guard rule.frequency == .yearly, rule.uses([.month, .day]), !rule.byMonth.isEmpty,
                    let month = rule.soleMonth(start), let ordinal = rule.soleOrdinal
                else { return nil }
                return KolabRecurrence(days: rule.byDay.map(\.weekday), dayNumber: ordinal, month: month)
            }),
    ])

    /// The exact pattern of a rule, without its range; nil if Kolab cannot say it.
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

    /// The rule of a pattern, without its range; nil if the pattern lacks something or is none of the seven.
    func rule(of pattern: KolabRecurrence) -> RecurrenceRule? {
        guard let row = rows.first(where: { $0.cycle == pattern.cycle && $0.type == pattern.type }) else { return nil }
        guard var rule = row.read(pattern) else { return nil }
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
    /// Whether the rule has no BY parts but `parts`, and nothing else that a pattern cannot say.
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
    /// The weekdays with their shared position.
    fileprivate var positions: [RecurrenceRule.WeekdayPosition]? {
        guard let dayNumber, (1...5).contains(dayNumber) || dayNumber == -1, !days.isEmpty else { return nil }
        return days.map { .init($0, ordinal: dayNumber) }
    }
}
