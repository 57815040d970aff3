internal import CalendarModel
internal import ICalendar
internal import TimeZones
internal import XMLSupport

/// What an object, or a subevent, states of an item: the result of reading its elements.
///
/// Each row states the content of its own elements; what only several elements state together is settled as the reader
/// settles it. The law of the tests is that reading gives exactly this.
struct KolabStatement {
    /// The item as it is read back.
    var item: CalendarItem
    let options: KolabWritingOptions
    let clock: KolabClock
    /// The files that the object names, as the reader finds them.
    let parts: [KolabDocument.Part]
    /// Whether XML has no way to write some character of the object's texts.
    let altersTexts: Bool
    /// The time of the simple alarm, counted from the start.
    var simpleLead: NominalDuration?
    var hasAdvancedAlarms = false
    /// A task's `x-kcal-priority`.
    var exactPriority: Int?
    /// The pattern that represents the item's rules.
    var pattern: KolabRecurrence?
    /// Days that are excluded.
    var exclusions: [CivilDate] = []
    /// The days of exclusions with subevents.
    var changedDays: [CivilDate] = []

    /// A statement of what `encoder` holds.
    ///
    /// - Parameter item: the values where no element states any.
    init(_ item: CalendarItem, of encoder: ObjectEncoder) {
        self.item = item
        options = encoder.options
        clock = encoder.clock
        parts = encoder.parts
        altersTexts = !encoder.xml.losses.isEmpty
    }

    /// A text as it is read back from a document.
    func text(_ text: String) -> String { altersTexts ? XMLWriter.writable(text) : text }

    /// A time as it is read back; nil if it is unreadable.
    func time(_ time: EventTime) -> EventTime? {
        let form = clock.form(of: time)
        guard form.civil.isValid, (1...9999).contains(form.date.year) else { return nil }
        if case .zoned(let civil, let zone) = form, zone.uppercased() == "UTC" { return .utc(civil) }
        return form
    }
}

extension KolabStatement {
    /// The statement of a separate object, without its slot.
    init(of object: KolabObject, in encoder: ObjectEncoder) {
        self.init(CalendarItem(object.item.kind), of: encoder)
        pattern = object.pattern
        exclusions = object.exclusions
        let days = encoder.subeventDays
        changedDays = days
        for row in KolabMapping.of(object.item.kind).rows { row.say(object.item, &self) }
        settleAlarms()
        if item.kind == .todo { item.refinePriority(exactPriority) }
        if item.kind == .event, item.hasMixedTimes { item.end = item.endOfStartsType(length: nil) }
        item.stamp = item.lastModified ?? item.created
        settleRecurrence()
    }

    /// The end of the rule and the exclusions, which follow the start.
    private mutating func settleRecurrence() {
        guard !item.rules.isEmpty else { return }
        let zones = CalendarZones(directory: options.zones)
        guard let start = item.start ?? item.due else {
            item.exclusions = exclusions.map { .date($0) }
            return
        }
        if case .date(let lastDate) = pattern?.range { item.rules[0].until = zones.until(lastDate, start) }
        var days = Set(changedDays)
        item.exclusions = exclusions.filter { days.insert($0).inserted }.map { start.onDay($0) }
    }
}

extension KolabRecurrence {
    /// What an interval and a number of occurrences may be.
    static let numbers = 1...Int(Int32.max)

    /// The rule that reading the element gives, without an end on a day; nil if it gives none.
    var readBack: RecurrenceRule? {
        var pattern = self
        let row = Mapping.recurrence.row(cycle, type)
        pattern.days = days.uniqued
        pattern.dayNumbers = dayNumbers.filter { row?.allows($0) == true }.uniqued
        pattern.month = month.flatMap { WordTable.kolabMonth.word(for: $0) == nil ? nil : $0 }
        guard var rule = Mapping.recurrence.rule(of: pattern) else { return nil }
        if !Self.numbers.contains(interval) { rule.interval = 1 }
        if case .number(let count) = range, Self.numbers.contains(count) { rule.count = count }
        return rule
    }
}

extension Array where Element: Hashable {
    /// The elements without those that occurred before.
    fileprivate var uniqued: [Element] {
        if count < 2 { return self }
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
