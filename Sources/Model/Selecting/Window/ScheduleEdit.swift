internal import CalendarModel
internal import ICalendar

/// Writes the times and the recurrence of an item anew where they differ, every other line staying as it is.
struct ScheduleEdit {
    private let component: Component
    private let old: CalendarItem
    private let new: CalendarItem

    init(_ component: Component, from old: CalendarItem, to new: CalendarItem) {
        self.component = component
        self.old = old
        self.new = new
    }

    func apply(to edit: inout TreeEdit) {
        for (name, before, after) in [
            (Name.dateTimeStart, old.start, new.start), (.dateTimeEnd, old.end, new.end),
            (.dateTimeDue, old.due, new.due), (.recurrenceID, old.recurrenceID?.time, new.recurrenceID?.time),
        ] where before != after {
            guard let property = component.first(name), let after else { continue }
            edit.replace(
                property,
                with: TreeEdit.lines(of: property, value: after.description, parameters: Self.form(of: after))
            )
        }
        if old.duration != new.duration, let duration = new.duration,
            let property = component.first(.duration)
        {
            edit.replace(property, with: TreeEdit.lines(of: property, value: duration.description))
        }
        if old.rules != new.rules {
            rewrite(.recurrenceRule, as: new.rules.map { $0.line(.recurrenceRule) }, &edit)
        }
        if old.exceptionRules != new.exceptionRules {
            rewrite(.exceptionRule, as: new.exceptionRules.map { $0.line(.exceptionRule) }, &edit)
        }
        if Set(old.additionalDates) != Set(new.additionalDates) {
            rewrite(.recurrenceDate, as: Self.lines(of: new.additionalDates), &edit)
        }
        if Set(old.exclusions) != Set(new.exclusions) {
            rewrite(.exceptionDate, as: Self.lines(.exceptionDate, new.exclusions), &edit)
        }
    }

    /// Writes the properties of a name anew, where the first of them is, else behind DTSTART or DUE.
    private func rewrite(_ name: Name, as lines: [[UInt8]], _ edit: inout TreeEdit) {
        let all = component.all(name)
        for property in all { edit.remove(property) }
        let anchor = component.first(.dateTimeStart) ?? component.first(.dateTimeDue)
        let place = all.first?.index ?? anchor.map { $0.index + 1 } ?? component.index + 1
        for line in lines { edit.insert(line, before: place) }
    }

    /// The parameters that state the form of a time.
    static func form(of time: EventTime) -> [(name: Name, value: String?)] {
        switch time {
        case .date: [(.value, "DATE"), (.timeZoneIdentifier, nil)]
        case .floating, .utc: [(.value, nil), (.timeZoneIdentifier, nil)]
        case .zoned(_, let zone): [(.value, nil), (.timeZoneIdentifier, zone)]
        }
    }

    /// A property for the times of each form.
    static func lines(_ name: Name, _ times: [EventTime]) -> [[UInt8]] {
        lists(of: times.map { ($0, $0.description) }).map { form, value in
            TreeEdit.lines { $0.property(name, parameters(of: form), raw: value) }
        }
    }

    private static func lines(of dates: [CalendarItem.AdditionalDate]) -> [[UInt8]] {
        var times: [EventTime] = []
        var periods: [(EventTime, String)] = []
        for date in dates {
            switch date {
            case .time(let time): times.append(time)
            case .period(let start, let end): periods.append((start, "\(start)/\(end)"))
            case .duration(let start, let duration): periods.append((start, "\(start)/\(duration)"))
            }
        }
        let written = lists(of: periods).map { form, value in
            TreeEdit.lines {
                $0.property(.recurrenceDate, [(.value, ["PERIOD"])] + parameters(of: form), raw: value)
            }
        }
        return lines(.recurrenceDate, times) + written
    }

    private static func parameters(of time: EventTime) -> [(Name, [String])] {
        form(of: time).compactMap { name, value in value.map { (name, [$0]) } }
    }

    /// Values joined to lists, one for each form.
    private static func lists(of values: [(EventTime, String)]) -> [(form: EventTime, value: String)] {
        var found: [(form: EventTime, value: String)] = []
        for (time, text) in values {
            let place = found.firstIndex { $0.form.showing(time.civil) == time && $0.form.isDate == time.isDate }
            if let place { found[place].value += ",\(text)" } else { found.append((time, text)) }
        }
        return found
    }
}

extension RecurrenceRule {
    /// The property with it.
    fileprivate func line(_ name: Name) -> [UInt8] { TreeEdit.lines { $0.property(name, raw: description) } }
}
