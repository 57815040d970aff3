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
        ],
        fixes: [.safe, .unsafe],
        checks: [
            .parameters { property, scope in
                guard let zone = property.parameter(.timeZoneIdentifier) else { return }
                guard let form = property.time?.form, form == .date || form == .utc else { return }
                let place = scope.place(of: zone, in: property)
                scope.report(
                    form == .date ? "TZID on a date" : "TZID on a time in UTC", at: place,
                    fix: [Edit(place.start - 1..<place.end, [], form == .date ? .safe : .unsafe)])
            }
        ]
    )
}
