internal import CalendarModel
internal import ICalendar
internal import TimeZones

/// Compares the content of an object before and after a change of its version.
///
/// Times are compared by their instants, because that is what a change of zone keeps; all else has to mean the same, as
/// ``CalendarItem/hasSameFields(as:)`` compares it.
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
        let (one, other) = (comparable(left), comparable(right))
        if !one.hasSameFields(as: other) { return Self.fields.first { !$0.isSame(one, other) }?.name ?? "fields" }
        let elements = [left, right].map { $0.preserved.elements.filter(Self.isUntouched) }
        return elements[0] == elements[1] ? nil : "unknown elements"
    }

    // swift-format-ignore
    /// What a message names of the fields that differ.
    private static let fields: [(name: String, isSame: @Sendable (CalendarItem, CalendarItem) -> Bool)] = [
        ("start-date", { $0.start == $1.start }),
        ("end-date",   { $0.end == $1.end }),
        ("due-date",   { $0.due == $1.due }),
        ("exclusion",  { $0.exclusions == $1.exclusions }),
        ("recurrence", { $0.rules == $1.rules }),
    ]

    /// The item with what a change of zone alters in one form: times as instants, exclusions as days, rules that end with a day.
    private func comparable(_ item: CalendarItem) -> CalendarItem {
        var form = item
        (form.start, form.end, form.due) = (instant(item.start), instant(item.end), instant(item.due))
        form.exclusions = Set(item.exclusions.map(\.date)).sorted().map { .date($0) }
        form.rules = item.rules.map(\.withDayOfUntil)
        form.recurrenceID = nil
        return form
    }

    /// A time in UTC, if its zone is known; a day, and a time of any other clock, as it is.
    private func instant(_ time: EventTime?) -> EventTime? {
        guard case .zoned(let civil, let zone) = time,
            let instant = KnownZone(zone, in: directory)?.rules.instant(of: civil),
            let utc = CivilDateTime(writable: instant)
        else { return time }
        return .utc(utc)
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
    /// What of an exception is to be found again in a subevent: all but whose it was.
    fileprivate var asOverride: CalendarItem {
        var item = self
        (item.uid, item.writer, item.recurrenceID, item.stamp, item.sequence) = ("", nil, nil, nil, nil)
        item.preserved = Preserved()
        return item
    }
}
