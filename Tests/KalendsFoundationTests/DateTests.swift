import Foundation
import Kalends
import KalendsFoundation
import Testing

@Suite("Dates of Foundation") struct DateTests {
    private static let berlin = TimeZone(identifier: "Europe/Berlin")!

    private static func date(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    @Test(arguments: [
        ("2026-03-29T00:30:00Z", "Europe/Berlin", "2026-03-29T01:30:00"),
        ("2026-03-29T01:30:00Z", "Europe/Berlin", "2026-03-29T03:30:00"),
        ("2026-07-01T12:00:00Z", "America/New_York", "2026-07-01T08:00:00"),
        ("1969-12-31T23:59:59Z", "Asia/Kolkata", "1970-01-01T05:29:59"),
        ("2026-07-01T12:00:00Z", "GMT", "2026-07-01T12:00:00"),
    ])
    func `a date becomes what the clocks of a zone show, and comes back`(text: String, zone: String, shown: String)
        throws
    {
        let date = try Self.date(text)
        let time = EventTime(date, in: try #require(TimeZone(identifier: zone)))
        #expect(time.civil.description == shown)
        #expect((time.zone == nil) == (zone == "GMT"))
        #expect(time.date() == date)
    }

    @Test func `floating times and whole days are dates of the zone that is named`() throws {
        let day = EventTime(dayOf: try Self.date("2026-07-01T22:30:00Z"), in: Self.berlin)
        #expect(day.description == "20260702")
        #expect(day.date(floating: Self.berlin) == (try Self.date("2026-07-01T22:00:00Z")))
        #expect(EventTime.zoned(day.civil, zone: "Mars/Olympus").date() == nil)
        #expect(
            EventTime.zoned(day.civil, zone: "W. Europe Standard Time").date()
                == (try Self.date("2026-07-01T22:00:00Z"))
        )
    }

    @Test func `date components have the parts that the time states`() {
        let day = EventTime.date(CivilDate(year: 2026, month: 7, day: 2)).dateComponents
        #expect(day.year == 2026 && day.month == 7 && day.day == 2 && day.hour == nil && day.timeZone == nil)
        let time = EventTime(Date(timeIntervalSince1970: 0), in: Self.berlin).dateComponents
        #expect(time.hour == 1 && time.timeZone == Self.berlin)
        #expect(time.date == Date(timeIntervalSince1970: 0))
    }

    @Test(arguments: CalendarFormat.allCases.filter { $0 != .message && $0 != .vCalendar })
    func `an event that was built is written in every format and read back`(format: CalendarFormat) throws {
        let start = try Self.date("2026-03-02T09:00:00Z")
        var event = CalendarItem(
            summary: "Planning",
            start: start,
            end: start.addingTimeInterval(5400),
            in: Self.berlin
        )
        event.url = "https://example.org/planning"
        event.position = GeographicPosition(latitude: 52.52, longitude: -0.000004)
        let result = Converter().write([event], as: format)
        #expect(result.report.written == 1)
        var diagnostics = Diagnostics()
        let document = try Converter().read(result.bytes, from: format.readingFormat, diagnostics: &diagnostics)
        let series = Converter().series(in: [document], diagnostics: &diagnostics)
        let back = try #require(series.first?.series.master)
        #expect(series.count == 1)
        #expect(back.uid == event.uid && back.summary == "Planning")
        #expect(back.startDate == start && back.endDate == start.addingTimeInterval(5400))
        #expect(back.stamp != nil)
        #expect(back.url == event.url)
        #expect(back.position == event.position)
    }

    @Test func `a series lists its occurrences within an interval of dates`() throws {
        var event = CalendarItem(start: try Self.date("2026-03-27T08:00:00Z"), in: Self.berlin)
        event.rules = [try RecurrenceRule(reading: "FREQ=DAILY")]
        let interval = DateInterval(
            start: try Self.date("2026-03-28T08:00:00Z"),
            end: try Self.date("2026-03-30T07:00:00Z")
        )
        let starts = Series(master: event).occurrences(in: interval).compactMap { $0.startDate() }
        // The clocks change on 29 March; an occurrence at the very end is outside.
        #expect(starts == [try Self.date("2026-03-28T08:00:00Z"), try Self.date("2026-03-29T07:00:00Z")])
    }

    @Test func `items of one UID are written as one series`() throws {
        let start = try Self.date("2026-03-02T09:00:00Z")
        var master = CalendarItem(uid: "series", summary: "Daily", start: start, in: Self.berlin)
        master.rules = [try RecurrenceRule(reading: "FREQ=DAILY;COUNT=3")]
        var change = CalendarItem(
            uid: "series",
            summary: "Later",
            start: start.addingTimeInterval(3600),
            in: Self.berlin
        )
        change.recurrenceID = .init(EventTime(start, in: Self.berlin))
        let objects = Converter().write([master, change], as: .kolab21)
        #expect(objects.outputs.count == 1)
        #expect(objects.report.written == 1)
    }
}
