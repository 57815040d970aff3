internal import CalendarModel
public import EventStore
public import Kalends

extension EventStore {
    /// Occurrences as calendar data: single items, with a recurrence id where they belong to a series.
    public func document(of occurrences: [Occurrence]) throws -> CalendarDocument {
        var order: [String] = []
        var items: [String: [CalendarItem]] = [:]
        var events: [String: Event] = [:]
        try read { state in
            for occurrence in occurrences {
                let event = try events[occurrence.uid] ?? state.existingEvent(occurrence.uid)
                if events.updateValue(event, forKey: occurrence.uid) == nil { order.append(occurrence.uid) }
                var item = event.item
                if let id = occurrence.recurrenceID {
                    item = try event.series.occurrence(at: id, zones: configuration.zones)
                }
                items[occurrence.uid, default: []].append(item)
            }
        }
        let series = order.compactMap { uid -> Series? in
            guard let all = items[uid], let context = events[uid]?.series.context else { return nil }
            return Series(
                master: all.first { $0.recurrenceID == nil },
                overrides: all.filter { $0.recurrenceID != nil },
                context: context
            )
        }
        return CalendarDocument(format: .iCalendar, content: .series(series))
    }
}
