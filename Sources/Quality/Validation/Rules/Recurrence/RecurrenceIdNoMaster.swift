internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let recurrenceIdNoMaster = Rule(
        "recurrence-id-no-master",
        .info,
        "3.8.4.4",
        "An override is in the same file as the series that it changes.",
        accepted: [
            .changedSeries("RECURRENCE-ID:20260106T090000Z", "DTSTART:20260106T100000Z")
        ],
        flagged: [.event("▸RECURRENCE-ID:20260105T090000Z")],
        checks: [
            .calendar { calendar, context in
                guard calendar.method == nil else { return }
                for item in calendar.items {
                    guard let property = item.recurrenceID, calendar.masters[item.uid] == nil else { continue }
                    context.report("an override without its series", at: context.name(of: property))
                }
            }
        ]
    )
}
