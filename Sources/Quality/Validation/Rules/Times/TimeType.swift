internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let timeType = Rule(
        "time-type",
        .error,
        "3.8.2.2",
        "DTEND and DUE are of the type of DTSTART, and have a zone if it has one.",
        accepted: [.event("DTSTART;VALUE=DATE:20260105", "DTEND;VALUE=DATE:20260106")],
        flagged: [
            .event("DTSTART;VALUE=DATE:20260105", "DTEND:▸20260106T000000Z"),
            .event("DTEND:▸20260105T100000"),
        ],
        checks: [
            .component([.vevent, .vtodo, .vfreebusy, .vavailability, .available]) { frame, context in
                let name: Name = frame.name == .vtodo ? .dateTimeDue : .dateTimeEnd
                guard let property = frame.first(name), let start = frame.start, let end = frame.time(name)
                else { return }
                if start.isDate != end.isDate {
                    let words = (end.isDate ? "a date" : "a date-time", start.isDate ? "a date" : "a date-time")
                    context.report(
                        "\(property.nameText) is \(words.0), but DTSTART is \(words.1)",
                        at: context.place(of: property)
                    )
                } else if start.isFloating != end.isFloating {
                    let words = (
                        end.isFloating ? "has no zone" : "has a zone", start.isFloating ? "has none" : "has one"
                    )
                    context.report(
                        "\(property.nameText) \(words.0), but DTSTART \(words.1)",
                        at: context.place(of: property)
                    )
                }
            }
        ]
    )
}
