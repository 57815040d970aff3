internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let recurrenceSyntax = Rule(
        "recurrence-syntax",
        .error,
        "3.3.10",
        "A recurrence rule is a list of known parts, each once, FREQ among them, with numbers and words that can be read.",
        accepted: [.event("RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=MO")],
        flagged: [
            .event("RRULE:▸BYDAY=MO"),
            .event("RRULE:FREQ=WEEKLY;▸COUNT"),
            .event("RRULE:FREQ=WEEKLY;COUNT=4;▸COUNT=5"),
            .event("RRULE:FREQ=WEEKLY;▸OFTEN=4"),
            .event("RRULE:FREQ=WEEKLY;▸COUNT=some"),
            .event("RRULE:FREQ=WEEKLY;▸ COUNT=4"),
            .event("RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=MO,▸ WE"),
            .event("RRULE:FREQ=▸WEEKLY\\;COUNT=4"),
        ],
        fixes: [.unsafe],
        checks: [
            .ruleText([
                "recurrence-vcalendar-rule": nil, "recurrence-frequency-missing": nil, "recurrence-empty-part": nil,
                "recurrence-bad-part": nil, "recurrence-part-repeated": nil, "recurrence-bad-frequency": nil,
                "recurrence-unknown-part": nil, "recurrence-unreadable-value": nil,
                "recurrence-trailing-semicolon": .warning, "recurrence-blank": .warning, "recurrence-escape": .warning,
                "recurrence-until-extended": nil,
            ])
        ]
    )
}
