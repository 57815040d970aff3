/// Lines that several examples of the catalogue begin with.
extension Catalogue {
    /// The beginning of an event, before its start.
    static let event = "BEGIN:VEVENT\nUID:1\nDTSTAMP:20260101T000000Z\n"

    /// An event on three days.
    static let series = "\(event)DTSTART:20260105T090000Z\nRRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT\n"

    /// The beginning of a changed occurrence of it.
    static let change = "\(event)RECURRENCE-ID:20260106T090000Z\nDTSTART:20260106T100000Z\n"
}
