internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabExclusionDuplicate = Rule(
        "kolab-exclusion-duplicate",
        .warning,
        "Kolab 2.0 recurrence",
        "A day is excluded once.",
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
                "<exclusion>2026-01-07</exclusion>",
                "▸<exclusion>2026-01-07</exclusion>",
                "</recurrence>"
            )
        ],
        checks: [
            .kolabReader(["duplicate-exclusion": nil])
        ]
    )
}
