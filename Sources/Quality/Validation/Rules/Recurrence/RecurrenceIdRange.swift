internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let recurrenceIdRange = Rule(
        "recurrence-id-range",
        .error,
        "3.2.13",
        "RANGE is THISANDFUTURE.",
        accepted: [.event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260105T090000Z")],
        flagged: [.event("RECURRENCE-ID;▸RANGE=THISANDPRIOR:20260105T090000Z")],
        checks: [
            .property([.recurrenceID]) { property, context in
                guard let range = property.parameter(.range), range.value.uppercased() != "THISANDFUTURE" else {
                    return
                }
                context.report(
                    "RANGE is “\(range.value.prefix(40))”, not THISANDFUTURE",
                    at: context.place(of: range, in: property)
                )
            }
        ]
    )
}
