internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let recurrenceUntilType = Rule(
        "recurrence-until-type",
        .error,
        "3.3.10",
        "UNTIL is of the type of DTSTART, and in UTC where DTSTART has a zone.",
        remark:
            "A date where DTSTART is a time, as Google Calendar and others write it, is a warning: programs include that day.",
        accepted: [.event("RRULE:FREQ=DAILY;UNTIL=20260201T000000Z")],
        flagged: [
            .event("RRULE:FREQ=DAILY;▸UNTIL=20260201"),
            .event("RRULE:FREQ=DAILY;▸UNTIL=20260201T090000"),
            .event("DTSTART:20260105T090000", "RRULE:FREQ=DAILY;▸UNTIL=20260201T000000Z"),
            .event("DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=DAILY;▸UNTIL=20260201T000000Z"),
        ],
        fixes: [.unsafe],
        checks: [
            .sameAs(["recurrence-until-form"]),
            .component([.vevent, .vtodo, .vjournal, .available]) { frame, context in
                guard let property = frame.first(.recurrenceRule), let until = frame.rule?.until,
                    let start = frame.start
                else { return }
                let (words, wanted): (String, String)
                switch (start.form, until) {
                case (.date, .date), (.floating, .local), (.utc, .utc), (.zoned, .utc): return
                case (.date, _):
                    (words, wanted) = ("a date-time, but DTSTART is a date", String(until.description.prefix(8)))
                case (.floating, .date(_)):
                    (words, wanted) = ("a date, but DTSTART is a date-time", until.description + "T235959")
                case (.floating, _):
                    (words, wanted) = ("in UTC, but DTSTART has no zone", String(until.description.prefix(15)))
                case (_, .date):
                    (words, wanted) = ("a date, but DTSTART is a date-time", until.description + "T235959Z")
                default: (words, wanted) = ("not in UTC, but DTSTART has a zone", until.description + "Z")
                }
                let text = property.rawValue
                var isDate = false
                if case .date = until { isDate = true }
                context.report(
                    "UNTIL is \(words)",
                    at: context.place(ofPart: "UNTIL", in: property),
                    severity: isDate ? .warning : nil,
                    fix: context.replacing(
                        property,
                        by: text.split(separator: ";").map {
                            $0.uppercased().hasPrefix("UNTIL=") ? "UNTIL=\(wanted)" : String($0)
                        }
                        .joined(separator: ";"),
                        .unsafe
                    )
                )
            },
        ]
    )
}
