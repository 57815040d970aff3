internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valuePriority = Rule(
        "value-priority",
        .error,
        "3.8.1.9",
        "PRIORITY is from 0 to 9.",
        accepted: [.event("PRIORITY:5")],
        flagged: [.event("PRIORITY:▸10")],
        checks: [
            .number(.priority, 0...9)
        ]
    )
}
