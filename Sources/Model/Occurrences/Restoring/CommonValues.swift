internal import CalendarModel
internal import ICalendar

/// The values of most items, field by field.
struct CommonValues {
    /// Fields that distinguish occurrences or contain when an item was written: they do not make an override.
    static func withoutOwn(_ item: CalendarItem) -> CalendarItem {
        var common = item
        common.uid = ""
        common.recurrenceID = nil
        common.start = nil
        common.end = nil
        common.due = nil
        common.duration = nil
        common.rules = []
        common.exceptionRules = []
        common.additionalDates = []
        common.exclusions = []
        common.stamp = nil
        common.created = nil
        common.lastModified = nil
        common.sequence = nil
        common.preserved.exactForms = []
        return common
    }

    /// An item with the value of most of `items` in each field; of equally frequent values the earlier counts.
    ///
    /// It is one of the items, changed where another value is more frequent, so that the original's forms live on.
    static func item(of items: [CalendarItem]) -> CalendarItem {
        let commons = items.map(withoutOwn)
        let whole = mostFrequent(commons)
        guard let index = commons.firstIndex(of: whole) else { return items[0] }
        var item = items[index]
        if commons.count(where: { $0 == whole }) * 2 <= commons.count {
            for field in fields { field(commons, &item) }
        }
        return item
    }

    /// The value that occurs most often, of equals the first.
    static func mostFrequent<Value: Hashable>(_ values: [Value]) -> Value {
        var counts: [Value: Int] = [:]
        for value in values { counts[value, default: 0] += 1 }
        var best = values[0]
        for value in values where counts[value, default: 0] > counts[best, default: 0] { best = value }
        return best
    }

    private typealias Vote = @Sendable ([CalendarItem], inout CalendarItem) -> Void

    private static func field<Value: Hashable & SendableMetatype>(
        _ path: any WritableKeyPath<CalendarItem, Value> & Sendable
    ) -> Vote {
        { items, item in item[keyPath: path] = mostFrequent(items.map { $0[keyPath: path] }) }
    }

    private static let fields: [Vote] = [
        field(\.summary), field(\.description), field(\.location), field(\.categories), field(\.classification),
        field(\.status), field(\.transparency), field(\.busyStatus), field(\.colorLabel), field(\.priority),
        field(\.percentComplete), field(\.completed), field(\.organizer), field(\.attendees), field(\.attachments),
        field(\.parent), field(\.alarms), field(\.writer), field(\.preserved.properties), field(\.preserved.components),
        field(\.preserved.elements),
    ]
}
