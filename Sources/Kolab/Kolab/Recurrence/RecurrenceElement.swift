internal import CalendarModel
internal import ICalendar
internal import XMLSupport

extension KolabRow {
    /// `recurrence` with its exclusions and their subevents.
    static let recurrence = KolabRow.group(
        "recurrence",
        read: { element, item, decoder in decoder.readRecurrence(element, into: &item) },
        isWritten: { _, encoder in encoder.pattern != nil },
        write: { item, encoder in encoder.appendRecurrence(of: item) },
        say: { _, statement in
            statement.item.rules = statement.pattern?.readBack.map { [$0] } ?? []
        },
        clear: { item in
            item.rules = []
            item.exclusions = []
        },
        isSame: { $0.rules == $1.rules && $0.exclusions == $1.exclusions }
    )
}

extension ObjectEncoder {
    mutating func appendRecurrence(of item: CalendarItem) {
        guard let pattern else { return }
        xml.start("recurrence")
        xml.attribute("cycle", pattern.cycle)
        if let type = pattern.type { xml.attribute("type", type) }
        let numbers = KolabRecurrence.numbers
        text("interval", String(numbers.contains(pattern.interval) ? pattern.interval : 1))
        for day in pattern.days { text("day", WordTable.kolabDay.word(for: day) ?? "") }
        for number in pattern.dayNumbers { text("daynumber", String(number)) }
        if let month = pattern.month { text("month", WordTable.kolabMonth.word(for: month) ?? "") }
        xml.start("range")
        switch pattern.range {
        case .number(let count) where numbers.contains(count):
            xml.attribute("type", "number")
            xml.text(String(count))
        case .none, .number: xml.attribute("type", "none")
        case .date(let date):
            xml.attribute("type", "date")
            xml.text(date.description)
        }
        xml.end()
        for date in exclusions { text("exclusion", date.description) }
        if !subevents.isEmpty, let nominal = NominalOccurrences(of: item.withEnd, zones) {
            for subevent in subevents { append(subevent, changing: nominal) }
        }
        xml.end()
    }
}
