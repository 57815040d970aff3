internal import CalendarDiagnostics
internal import ICalendar

extension Rule {
    static let notACalendar = Rule(
        "not-a-calendar", .error, "3.4",
        "A file holds a calendar.",
        accepted: [.event("SUMMARY:Lunch")],
        flagged: [
            .text("▸<html><body>404 Not Found</body></html>\n"),
            .text("▸"),
        ],
        checks: [
            .refusal(["empty-input", "wrong-format", "invalid-content", "not-readable"])
        ]
    )
}
