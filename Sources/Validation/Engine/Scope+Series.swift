internal import ICalendar
internal import Recurrence
internal import TimeZones

/// Occurrences of a series, as far as rules have to know them.
extension Scope {
    /// A time on the wall clock of another, in seconds.
    func wallClock(of time: TimeValue, like start: TimeValue) -> Int {
        guard time.form != start.form, case .zoned(let name) = start.form, let zone = rules(of: name) else {
            return start.form == .utc ? seconds(of: time) : time.civil.secondsSinceEpoch
        }
        switch time.form {
        case .utc, .zoned: return zone.local(at: seconds(of: time)).secondsSinceEpoch
        case .date, .floating: return time.civil.secondsSinceEpoch
        }
    }

    /// The occurrences of the component that is being walked through.
    func occurrences(of frame: Frame, from start: TimeValue) -> RecurrenceSet {
        let rules = frame.count(.recurrenceRule) == 1 ? [frame.rule].compactMap { $0 } : Self.rules(frame.all(.recurrenceRule))
        return occurrences(rules, frame.all(.recurrenceDate), start)
    }

    /// The occurrences of a component; made once for all its overrides.
    func occurrences(of component: Component, from start: TimeValue) -> RecurrenceSet {
        if let lastSeries, lastSeries.line == component.index { return lastSeries.occurrences }
        let found = occurrences(Self.rules(component.all(.recurrenceRule)), component.all(.recurrenceDate), start)
        lastSeries = (component.index, found)
        return found
    }

    /// The first rules of a series, of which there should be no more than one.
    private static func rules(_ properties: [Property]) -> [RecurrenceRule] {
        properties.prefix(4).compactMap { $0.withValue { RecurrenceRule.readingLeniently($0).rule } }
    }

    private func occurrences(_ rules: [RecurrenceRule], _ dates: [Property], _ start: TimeValue) -> RecurrenceSet {
        var set = RecurrenceSet([start.civil])
        set.stepBudget = 1000
        for rule in rules { set = set.merged(with: sequence(of: rule, from: start)) }
        let times = dates.flatMap { $0.times(first: 10_000) }.prefix(10_000)
        return set.merged(with: times.map { CivilDateTime(secondsSinceEpoch: wallClock(of: $0, like: start)) })
    }
}

extension Check {
    /// Every override whose series stands in the same calendar, with the series' component and start.
    static func overrides(
        _ body: @escaping @Sendable (Property, TimeValue, Component, TimeValue, Scope) -> Void
    ) -> Check {
        .calendar { calendar, scope in
            guard calendar.items.contains(where: { $0.recurrenceID != nil }) else { return }
            let masters = Dictionary(calendar.items.filter { $0.recurrenceID == nil }.map { ($0.uid, $0) }) { first, _ in first }
            for item in calendar.items {
                guard let property = item.recurrenceID, let time = property.time, let master = masters[item.uid],
                    let start = master.start
                else { continue }
                body(property, time, Component(tree: scope.tree, index: master.begin), start, scope)
            }
        }
    }
}
