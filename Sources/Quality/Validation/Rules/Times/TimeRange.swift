internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let timeRange = Rule(
        "time-range",
        .warning,
        "3.3.5",
        "Times are between the years 1900 and 2200.",
        accepted: [.event("DTSTART:20260105T090000Z")],
        flagged: [.event("DTSTART;VALUE=DATE:▸16010101")],
        checks: [
            .component([.vevent, .vtodo, .vjournal]) { frame, context in
                for name in ComponentContext.times {
                    guard let year = frame.time(name)?.civil.date.year, !(1900...2200).contains(year),
                        let property = frame.first(name)
                    else { continue }
                    context.report(
                        "the year \(year), which many programs cannot represent",
                        at: context.place(of: property)
                    )
                }
            }
        ]
    )
}
