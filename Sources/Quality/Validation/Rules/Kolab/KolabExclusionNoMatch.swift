internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabExclusionNoMatch = Rule(
        "kolab-exclusion-no-match",
        .warning,
        "Kolab 2.0 recurrence",
        "An exclusion names a day of the recurrence.",
        accepted: [
            .kolabSeries("<exclusion>2026-01-07</exclusion>")
        ],
        flagged: [
            .kolabSeries("▸<exclusion>2026-03-07</exclusion>")
        ],
        checks: [
            .kolabReader(["exclusion-without-occurrence": nil])
        ]
    )
}
