internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let recurrenceIdDuplicate = Rule(
        "recurrence-id-duplicate",
        .error,
        "3.8.4.4",
        "An occurrence is overridden once.",
        accepted: [
            .changedSeries("RECURRENCE-ID:20260106T090000Z", "DTSTART:20260106T100000Z")
        ],
        flagged: [
            .calendar(
                "BEGIN:VEVENT",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "DTSTART:20260105T090000Z",
                "RECURRENCE-ID:20260105T090000Z",
                "END:VEVENT",
                "BEGIN:VEVENT",
                "UID:1",
                "DTSTAMP:20260101T000000Z",
                "DTSTART:20260106T100000Z",
                "▸RECURRENCE-ID:20260105T090000Z",
                "END:VEVENT"
            )
        ],
        checks: [
            .calendar { calendar, context in
                // The same moment may be written in two zones.
                var seen: Set<[String]> = []
                for item in calendar.items {
                    guard !item.uid.isEmpty, let property = item.recurrenceID else { continue }
                    let id = [
                        item.uid, property.time.map { "\($0.isDate) \(context.seconds(of: $0))" } ?? property.rawValue,
                    ]
                    if seen.insert(id).inserted { continue }
                    context.report(
                        "the occurrence \(property.rawValue) is overridden again",
                        at: context.name(of: property)
                    )
                }
            }
        ]
    )
}
