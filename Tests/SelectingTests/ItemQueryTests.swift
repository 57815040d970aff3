import CalendarDiagnostics
import ICalendar
import Selecting
import Testing

@Suite("Conditions on items") struct ItemQueryTests {
    private static let today = CivilDate(year: 2026, month: 3, day: 1)
    private let component: Component

    init() throws {
        let text = """
            BEGIN:VEVENT
            UID:Ab1
            SUMMARY:Daily Standup\\, short
            CATEGORIES:Work,team
            CATEGORIES:daily
            DTSTART;TZID=Europe/Berlin:20260302T090000
            PRIORITY:5
            ORGANIZER;CN=Jane Doe:mailto:jane@example.com
            LOCATION:
            X-COLOR:red
            END:VEVENT

            """
        var diagnostics = Diagnostics()
        component = try ICalendarReader().read(Array(text.utf8), diagnostics: &diagnostics).components[0]
    }

    // swift-format-ignore
    @Test(
        arguments: [
            "summary ~ standup", "SUMMARY = 'daily standup, short'", "category = work", "categories=TEAM and category = daily",
            "summary ~ lunch or category = work", "not summary ~ lunch", "summary !~ lunch", "category != private",
            "(summary ~ lunch or priority >= 5) and start > 2026-03-01", "start = 2026-03-02", "start <= tomorrow",
            "start >= 2026-03-02T09:00", "start < 2026-03-02T09:01", "dtstart < +2d", "priority < 10", "priority = 05",
            "organizer = jane@example.com", "organizer = 'jane doe'", "organizer = mailto:jane@example.com", "organizer ~ example",
            "component = vevent", "x-color = red", "x-color", "not location", "not rrule", "uid = Ab1", "not not uid",
            "summary ~ \"stand\" and not (category = x or category = y)",
        ]
    )
    func `hold`(_ text: String) throws {
        #expect(try ItemQuery(text, today: Self.today).matches(component), "\(text)")
    }

    // swift-format-ignore
    @Test(
        arguments: [
            "summary = standup", "category = wor", "summary ~ standup and category = private", "start < 2026-03-02",
            "priority > 5", "location", "rrule", "uid = ab1", "component = VTODO", "due > 2020-01-01", "category != work",
            "summary !~ standup", "organizer = jane",
        ]
    )
    func `do not hold`(_ text: String) throws {
        #expect(try !ItemQuery(text, today: Self.today).matches(component), "\(text)")
    }

    // swift-format-ignore
    @Test(
        arguments: [
            ("", "the name of a property is missing at the end"),
            ("summry ~ x", "no property is called summry"),
            ("summary ~", "a value after summary ~ is missing at the end"),
            ("summary ~ team meeting", "“meeting” where “and”, “or” or the end is expected; a value of several words needs quotes"),
            ("(summary ~ x", ") is missing at the end"),
            ("summary ~ 'x", "a quotation mark is not closed"),
            ("summary ~ x and", "the name of a property is missing at the end"),
            ("dtstart > tomorow", "“tomorow” is not a day"), ("start <= 2026-02-30", "“2026-02-30” is not a day"),
            ("priority > high", "“high” is not a number"), ("duration > PT30M", "“PT30M” is neither a day nor a number"),
            ("= x", "“=” where the name of a property is expected"),
        ]
    )
    func `that cannot be understood are explained`(_ text: String, _ message: String) {
        #expect {
            try ItemQuery(text, today: Self.today)
        } throws: {
            ($0 as? ItemQueryError)?.message == message
        }
    }

    @Test func `nest only so deep`() {
        let deep = String(repeating: "(", count: 100_000)
        #expect(throws: ItemQueryError.self) { try ItemQuery(deep, today: Self.today) }
        #expect(throws: ItemQueryError.self) {
            try ItemQuery(String(repeating: "not ", count: 100_000) + "uid", today: Self.today)
        }
    }

    // swift-format-ignore
    @Test(
        arguments: [
            ("x-*", "X-COLOR", true), ("X-*", "SUMMARY", false), ("valarm", "VALARM", true), ("*", "ANY", true),
            ("X-*-ID", "X-MOZ-ID", true), ("X-*-ID", "X-ID", false), ("*ORG*", "ORGANIZER", true), ("A*A", "A", false),
        ]
    )
    func `patterns of names`(_ pattern: String, _ name: String, _ fits: Bool) {
        #expect(NamePattern(pattern).matches(name) == fits)
    }
}
