internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let recurrenceSyntax = Rule(
        "recurrence-syntax", .error, "3.3.10",
        "A recurrence rule is a list of known parts, each once, FREQ among them.",
        accepted: [.event("RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=MO")],
        flagged: [
            .event("RRULE:▸BYDAY=MO"),
            .event("RRULE:FREQ=WEEKLY;▸COUNT"),
            .event("RRULE:FREQ=WEEKLY;COUNT=4;▸COUNT=5"),
        ],
        checks: [
            .ruleText([
                "recurrence-vcalendar-rule", "recurrence-frequency-missing", "recurrence-empty-part", "recurrence-bad-part",
                "recurrence-part-repeated", "recurrence-bad-frequency", "recurrence-unknown-part", "recurrence-trailing-semicolon",
                "recurrence-blank", "recurrence-until-extended",
            ])
        ]
    )
}
