import ICalendar
import Selecting
import Testing

@Suite("Days as people name them") struct DayExpressionTests {
    /// A Wednesday, the last day of a month.
    private static let today = CivilDate(year: 2026, month: 9, day: 30)

    // swift-format-ignore
    @Test(
        arguments: [
            ("2026-03-01", "2026-03-01"), ("2024-02-29", "2024-02-29"), ("today", "2026-09-30"), ("TODAY", "2026-09-30"),
            ("tomorrow", "2026-10-01"), ("yesterday", "2026-09-29"), ("wednesday", "2026-09-30"), ("thu", "2026-10-01"),
            ("Tuesday", "2026-10-06"), ("+7d", "2026-10-07"), ("-2w", "2026-09-16"), ("+1m", "2026-10-30"),
            ("-7m", "2026-02-28"), ("-12m", "2025-09-30"), ("-10m", "2025-11-30"), ("+2y", "2028-09-30"), ("+0d", "2026-09-30"),
        ]
    )
    func `are read`(_ text: String, _ day: String) {
        #expect(DayExpression.day(text, today: Self.today)?.description == day)
    }

    // swift-format-ignore
    @Test(
        arguments: [
            "", "2026-02-30", "2026-3-1", "0000-01-01", "26-03-01", "7d", "+d", "+7", "+7h", "+-7d", "+99999999d", "+9000y", "-3000y",
            "someday", "mo", "mond", "2026-03-01T10:00",
        ]
    )
    func `are refused where they mean nothing`(_ text: String) {
        #expect(DayExpression.day(text, today: Self.today) == nil)
    }

    @Test func `a month ends with its last day`() {
        let end = CivilDate(year: 2024, month: 1, day: 31)
        #expect(DayExpression.day("+1m", today: end) == CivilDate(year: 2024, month: 2, day: 29))
        #expect(DayExpression.day("+13m", today: end) == CivilDate(year: 2025, month: 2, day: 28))
        #expect(DayExpression.day("-2m", today: end) == CivilDate(year: 2023, month: 11, day: 30))
    }
}
