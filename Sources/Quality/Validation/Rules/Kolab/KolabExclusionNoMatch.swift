internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabExclusionNoMatch = Rule(
        "kolab-exclusion-no-match",
        .warning,
        "Kolab 2.0 recurrence",
        "An exclusion hits a day of the recurrence.",
        accepted: [
            .kolabEvent(
                #"<recurrence cycle="daily">"#,
                "<interval>1</interval>",
                #"<range type="number">5</range>"#,
                "<exclusion>2026-01-07</exclusion>",
                "</recurrence>"
            )
        ],
        flagged: [
            .kolabEvent(
                #"<recurrence cycle="daily">"#,
                "<interval>1</interval>",
                #"<range type="number">5</range>"#,
                "▸<exclusion>2026-03-07</exclusion>",
                "</recurrence>"
            )
        ],
        checks: [
            .kolabReader(["exclusion-without-occurrence": nil])
        ]
    )
}
