internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let recurrenceIdType = Rule(
        "recurrence-id-type",
        .error,
        "3.8.4.4",
        "RECURRENCE-ID is of the type of the series' DTSTART.",
        accepted: [
            .changedSeries("RECURRENCE-ID:20260106T090000Z", "DTSTART:20260106T100000Z")
        ],
        flagged: [
            .changedSeries("RECURRENCE-ID;VALUE=DATE:▸20260106", "DTSTART:20260106T100000Z")
        ],
        checks: [
            .overrides { property, time, _, start, context in
                if time.isDate != start.isDate {
                    let words =
                        time.isDate
                        ? "a date, but DTSTART of the series is a date-time"
                        : "a date-time, but DTSTART of the series is a date"
                    context.report("RECURRENCE-ID is \(words)", at: context.place(of: property))
                } else if time.isFloating != start.isFloating {
                    let words =
                        time.isFloating
                        ? "has no zone, but DTSTART of the series has one"
                        : "has a zone, but DTSTART of the series has none"
                    context.report("RECURRENCE-ID \(words)", at: context.place(of: property))
                }
            }
        ]
    )
}
