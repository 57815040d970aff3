internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueTzidUtc = Rule(
        "value-tzid-utc",
        .error,
        "3.2.19",
        "A time in UTC and a date have no TZID.",
        accepted: [.berlinEvent("DTSTART;TZID=Europe/Berlin:20260105T090000")],
        flagged: [
            .berlinEvent("DTSTART;▸TZID=Europe/Berlin:20260105T090000Z"),
            .berlinEvent("DTSTART;▸TZID=Europe/Berlin;VALUE=DATE:20260105"),
            .berlinEvent("RRULE:FREQ=DAILY;COUNT=3", "EXDATE;▸TZID=Europe/Berlin:20260106T100000,20260107T090000Z"),
        ],
        fixes: [.unsafe],
        checks: [
            .parameter([.timeZoneIdentifier]) { zone, property, context in
                // Most are one time that a zone can place.
                if context.localTime(of: property)?.isFloating == true { return }
                let times =
                    AllowedNames.shared.isList(property.name)
                    ? property.times(first: 1000) : [context.localTime(of: property)].compactMap { $0 }
                guard let time = times.first(where: { $0.isDate || $0.isUTC }) else { return }
                context.report(
                    time.isDate ? "TZID on a date" : "TZID on a time in UTC",
                    at: context.place(of: zone, in: property),
                    fix: times.allSatisfy { $0.sharesClock(with: time) } ? context.removing(zone, .unsafe) : []
                )
            }
        ]
    )
}
