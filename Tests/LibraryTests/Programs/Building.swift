import Kalends

/// Builds a weekly meeting, and writes it in every format that can be written.
func meetingInEveryFormat() throws -> [CalendarFormat: [UInt8]] {
    var meeting = CalendarItem(.event)
    meeting.uid = "planning@example.com"
    meeting.summary = "Planning"
    let start = CivilDateTime(CivilDate(year: 2026, month: 3, day: 2), CivilTime(hour: 10, minute: 0, second: 0))
    meeting.start = .zoned(start, zone: "Europe/Berlin")
    meeting.duration = NominalDuration(minutes: 45)
    meeting.rules = [try RecurrenceRule(reading: "FREQ=WEEKLY;COUNT=10")]
    var texts: [CalendarFormat: [UInt8]] = [:]
    for format in FormatRegistry.rows where format.isWritten {
        texts[format.format] = Converter().write([meeting], as: format.format).bytes
    }
    return texts
}
