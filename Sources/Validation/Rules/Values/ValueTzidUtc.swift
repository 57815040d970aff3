internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueTzidUtc = Rule(
        "value-tzid-utc", .error, "3.2.19",
        "TZID stands neither on a time in UTC nor on a date.",
        accepted: [.berlinEvent("DTSTART;TZID=Europe/Berlin:20260105T090000")],
        flagged: [
            .berlinEvent("DTSTART;▸TZID=Europe/Berlin:20260105T090000Z"),
            .berlinEvent("DTSTART;▸TZID=Europe/Berlin;VALUE=DATE:20260105"),
            .berlinEvent("RRULE:FREQ=DAILY;COUNT=3", "EXDATE;▸TZID=Europe/Berlin:20260106T100000,20260107T090000Z"),
        ],
        fixes: [.unsafe],
        checks: [
            .parameters { property, scope in
                guard let zone = property.parameter(.timeZoneIdentifier) else { return }
                let isList = AllowedNames.shared.isList(property.name)
                let forms = isList ? property.times(first: 1000).map(\.form) : [property.time(in: nil)?.form].compactMap { $0 }
                guard let form = forms.first(where: { $0 == .date || $0 == .utc }) else { return }
                scope.report(
                    form == .date ? "TZID on a date" : "TZID on a time in UTC", at: scope.place(of: zone, in: property),
                    fix: forms.contains { $0 != form } ? [] : scope.removing(zone, .unsafe))
            }
        ]
    )
}
