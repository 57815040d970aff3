internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let valuePercent = Rule(
        "value-percent",
        .error,
        "3.8.1.8",
        "PERCENT-COMPLETE is from 0 to 100.",
        accepted: [.todo("PERCENT-COMPLETE:50")],
        flagged: [.todo("PERCENT-COMPLETE:▸101")],
        checks: [
            .number(.percentComplete, 0...100)
        ]
    )
}
