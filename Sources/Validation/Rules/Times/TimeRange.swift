internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let timeRange = Rule(
        "time-range", .warning, "3.3.5",
        "Times lie between the years 1900 and 2200.",
        accepted: [.event("DTSTART:20260105T090000Z")],
        flagged: [.event("DTSTART;VALUE=DATE:▸16010101")],
        checks: [
            .component([.vevent, .vtodo, .vjournal]) { frame, scope in
                for name in [Name.dateTimeStart, .dateTimeEnd, .dateTimeDue, .recurrenceID] {
                    guard let property = frame.first(name) else { continue }
                    let time = name == .dateTimeStart ? frame.start : property.time
                    guard let year = time?.civil.date.year, !(1900...2200).contains(year) else { continue }
                    scope.report("the year \(year)", at: scope.place(of: property))
                }
            }
        ]
    )
}
