internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valueOffsetForm = Rule(
        "value-offset-form",
        .error,
        "3.3.5",
        "A date-time is in the basic form of ISO 8601 and has no offset from UTC.",
        accepted: [.event("DTSTART:20260105T090000Z")],
        flagged: [
            .event("DTSTART;VALUE=DATE:▸2026-01-05"),
            .event("DTSTART:▸2026-01-05T09:00:00Z"),
            .event("DTSTART:▸20260105T090000+0100"),
        ],
        fixes: [.safe, .unsafe],
        checks: [
            .brokenValue([.date, .dateTime]) { property, type, context in
                guard let (text, deviations) = context.repair(of: property), let deviation = deviations.first else {
                    // Next to a member that is not a time, each has its own finding.
                    for part in context.brokenParts(of: property, type) {
                        guard let first = part.repair?.deviations.first, first == .offset || first == .extendedForm
                        else { continue }
                        context.report("“\(part.text.prefix(60))” \(first.words)", at: part.place)
                    }
                    return
                }
                guard deviation == .offset || deviation == .extendedForm else { return }
                let written = property.rawValue.prefix(60)
                // Only hyphens and colons leave no doubt at all.
                context.report(
                    "“\(written)” \(deviation.words)",
                    at: context.place(of: property),
                    fix: context.replacing(property, by: text, deviations == [.extendedForm] ? .safe : .unsafe)
                )
            }
        ]
    )
}
