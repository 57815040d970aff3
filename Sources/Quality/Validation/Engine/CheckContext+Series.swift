internal import ICalendar
internal import Recurrence
internal import TimeZones

/// Occurrences of a series, as far as rules have to know them.
extension CheckContext {
    /// A time of a series as it is written and, where that differs, as the clock of its start shows it.
    func words(for time: TimeValue, like start: TimeValue) -> String {
        guard case .zoned(let zone) = start.form, time.form != start.form else { return time.basicText }
        let moment = CivilDateTime(secondsSinceEpoch: wallClock(of: time, like: start))
        return "\(time.basicText), in \(zone) \(moment.basicText),"
    }

    /// A time on the wall clock of another, in seconds.
    func wallClock(of time: TimeValue, like start: TimeValue) -> Int {
        guard !time.sharesClock(with: start), case .zoned(let name) = start.form, let zone = rules(of: name) else {
            return start.isUTC ? seconds(of: time) : time.civil.secondsSinceEpoch
        }
        switch time.form {
        case .utc, .zoned: return zone.local(at: seconds(of: time)).secondsSinceEpoch
        case .date, .floating: return time.civil.secondsSinceEpoch
        }
    }

    /// The occurrences of the component that is being walked through; nil where they cannot be computed here.
    func occurrences(of frame: ComponentContext, from start: TimeValue) -> RecurrenceSet? {
        occurrences(frame.all(.recurrenceRule), frame.all(.recurrenceDate), start)
    }

    /// The occurrences of a component, made once for all its overrides; nil where they cannot be computed here.
    func occurrences(of component: Component, from start: TimeValue) -> RecurrenceSet? {
        if let lastSeries, lastSeries.line == component.index { return lastSeries.occurrences }
        let found = occurrences(component.all(.recurrenceRule), component.all(.recurrenceDate), start)
        lastSeries = (component.index, found)
        return found
    }

    private func occurrences(_ rules: [Property], _ dates: [Property], _ start: TimeValue) -> RecurrenceSet? {
        var set = RecurrenceSet([start.civil])
        set.stepBudget = 1000
        guard rules.count <= 4 else { return nil }
        for property in rules {
            // The intended meaning of a broken rule is unknown.
            guard ruleFindings(of: property).isEmpty, let rule = rule(of: property) else { return nil }
            let sequence = sequence(of: rule, from: start)
            guard sequence.hasKnownCalendar else { return nil }
            set = set.merged(with: sequence)
        }
        let times = dates.flatMap { $0.times(first: 10_000) }.prefix(10_000)
        return set.merged(with: times.map { CivilDateTime(secondsSinceEpoch: wallClock(of: $0, like: start)) })
    }
}

extension Check {
    /// Every override whose series is in the same calendar, with the series' component and start.
    static func overrides(
        _ body: @escaping @Sendable (Property, TimeValue, Component, TimeValue, CheckContext) -> Void
    ) -> Check {
        .calendar { calendar, context in
            guard calendar.items.contains(where: { $0.recurrenceID != nil }) else { return }
            for item in calendar.items {
                // Without a UID nothing belongs together.
                guard !item.uid.isEmpty, let property = item.recurrenceID, let time = property.time,
                    let master = calendar.masters[item.uid].map({ calendar.items[$0] }), let start = master.start
                else { continue }
                body(property, time, Component(tree: context.tree, index: master.begin), start, context)
            }
        }
    }
}
