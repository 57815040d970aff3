internal import CalendarModel
internal import ICalendar
internal import TimeZones

/// Compares the content of an object before and after a change of its version.
///
/// Times are compared by their instants, because that is what a change of zone keeps; all else has to be equal.
struct MeaningCheck {
    let directory: ZoneDirectory

    /// The first difference; nil if both are equal.
    func difference(_ expected: Series, _ actual: Series) -> String? {
        guard (expected.master == nil) == (actual.master == nil) else { return "series" }
        if let left = expected.master, let right = actual.master, let name = difference(left, right) { return name }
        guard expected.overrides.count == actual.overrides.count else { return "subevents" }
        // The order of exclusions in an object has no meaning.
        for (left, right) in zip(expected.overridesByDay, actual.overridesByDay) {
            guard left.recurrenceID?.time.date == right.recurrenceID?.time.date else { return "exclusion" }
            if let name = difference(left.asOverride, right.asOverride) { return "subevent \(name)" }
        }
        return nil
    }

    private func difference(_ left: CalendarItem, _ right: CalendarItem) -> String? {
        for (name, path) in [("start-date", \CalendarItem.start), ("end-date", \.end), ("due-date", \.due)]
        where !isSame(left[keyPath: path], right[keyPath: path]) {
            return name
        }
        guard Set(left.exclusions.map(\.date)) == Set(right.exclusions.map(\.date)) else { return "exclusion" }
        guard left.rules.map(\.withDayOfUntil) == right.rules.map(\.withDayOfUntil) else { return "recurrence" }
        guard left.preserved.elements.filter(Self.isUntouched) == right.preserved.elements.filter(Self.isUntouched)
        else {
            return "unknown elements"
        }
        return left.withoutTimes.hasSameFields(as: right.withoutTimes) ? nil : "fields"
    }

    private func isSame(_ left: EventTime?, _ right: EventTime?) -> Bool {
        guard let left, let right else { return left == right }
        if left.isDate || right.isDate { return left == right }
        return instant(left) == instant(right)
    }

    private func instant(_ time: EventTime) -> Int? {
        switch time {
        case .date, .floating: nil
        case .utc(let time): time.secondsSinceEpoch
        case .zoned(let time, let zone): KnownZone(zone, in: directory)?.rules.instant(of: time)
        }
    }

    /// Times in an unusual spelling are kept as elements together with their values; the change gives them the usual
    /// one. A recurrence that is kept like this changes with its subevents; its content is compared by the fields.
    private static func isUntouched(_ fragment: String) -> Bool {
        !["<start-date", "<end-date", "<due-date", "<recurrence"].contains { fragment.hasPrefix($0) }
    }
}

extension Series {
    /// The overrides in the order of the days that they replace; those of one day stay in their order.
    fileprivate var overridesByDay: [CalendarItem] {
        overrides.enumerated().sorted { left, right in
            let days = (
                left.element.recurrenceID?.time.date.dayNumber ?? .min,
                right.element.recurrenceID?.time.date.dayNumber ?? .min
            )
            return (days.0, left.offset) < (days.1, right.offset)
        }.map(\.element)
    }
}

extension RecurrenceRule {
    /// The rule ending with a day, as Kolab writes it.
    fileprivate var withDayOfUntil: RecurrenceRule {
        var rule = self
        switch until {
        case .utc, .local: rule.until = nil
        case .date, nil: break
        }
        return rule
    }
}

extension CalendarItem {
    fileprivate var withoutTimes: CalendarItem {
        var item = self
        (item.start, item.end, item.due, item.rules, item.exclusions) = (nil, nil, nil, [], [])
        item.recurrenceID = nil
        return item
    }

    /// What of an exception is to be found again in a subevent: all but whose it was.
    fileprivate var asOverride: CalendarItem {
        var item = self
        (item.uid, item.writer, item.recurrenceID, item.stamp, item.sequence) = ("", nil, nil, nil, nil)
        item.preserved = Preserved()
        return item
    }
}
