internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let kolabExclusionDuplicate = Rule(
        "kolab-exclusion-duplicate",
        .warning,
        "Kolab 2.0 recurrence",
        "A day is excluded once.",
        accepted: [
            .kolabSeries("<exclusion>2026-01-07</exclusion>")
        ],
        flagged: [
            .kolabSeries("<exclusion>2026-01-07</exclusion>", "▸<exclusion>2026-01-07</exclusion>")
        ],
        checks: [
            .kolabReader(["duplicate-exclusion": nil])
        ]
    )
}
