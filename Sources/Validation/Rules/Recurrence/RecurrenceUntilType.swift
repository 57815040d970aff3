internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let recurrenceUntilType = Rule(
        "recurrence-until-type", .error, "3.3.10",
        "UNTIL is of the type of DTSTART, and in UTC where DTSTART tells its zone.",
        accepted: [.event("RRULE:FREQ=DAILY;UNTIL=20260201T000000Z")],
        flagged: [
            .event("RRULE:▸FREQ=DAILY;UNTIL=20260201"),
            .event("DTSTART;VALUE=DATE:20260105", "RRULE:▸FREQ=DAILY;UNTIL=20260201T000000Z"),
        ],
        fixes: [.unsafe],
        checks: [
            .component([.vevent, .vtodo, .vjournal, .available]) { frame, scope in
                guard let property = frame.first(.recurrenceRule), let until = frame.rule?.until, let start = frame.start else { return }
                let wanted: String
                switch (start.form, until) {
                case (.date, .date), (.floating, .local), (.utc, .utc), (.zoned, .utc): return
                case (.date, _): wanted = String(until.description.prefix(8))
                case (.floating, .date(_)): wanted = until.description + "T235959"
                case (.floating, _): wanted = String(until.description.prefix(15))
                case (_, .date): wanted = until.description + "T235959Z"
                default: wanted = until.description + "Z"
                }
                let text = property.rawValue
                scope.report(
                    "UNTIL is \(until), which does not go with DTSTART", at: scope.place(of: property),
                    fix: scope.replacing(
                        property, by: text.split(separator: ";").map { $0.uppercased().hasPrefix("UNTIL=") ? "UNTIL=\(wanted)" : String($0) }
                            .joined(separator: ";"), .unsafe))
            }
        ]
    )
}
