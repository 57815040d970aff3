import CalendarDiagnostics
import CalendarModel
import ICalendar
import Testing

@testable import Kolab

@Suite("Kolab recurrences") struct RecurrencePatternTests {
    // swift-format-ignore
    static let patterns: [(rule: String, elements: String)] = [
        ("FREQ=DAILY;INTERVAL=2",                #"cycle="daily"><interval>2</interval>"#),
        ("FREQ=WEEKLY;BYDAY=MO,FR",              #"cycle="weekly"><interval>1</interval><day>monday</day><day>friday</day>"#),
        ("FREQ=MONTHLY;BYMONTHDAY=15",           #"cycle="monthly" type="daynumber"><interval>1</interval><daynumber>15</daynumber>"#),
        ("FREQ=MONTHLY;BYDAY=2TU",               #"cycle="monthly" type="weekday"><interval>1</interval><day>tuesday</day><daynumber>2</daynumber>"#),
        ("FREQ=MONTHLY;BYDAY=-1FR",              #"cycle="monthly" type="weekday"><interval>1</interval><day>friday</day><daynumber>-1</daynumber>"#),
        ("FREQ=MONTHLY;BYDAY=1MO,1TU",           #"cycle="monthly" type="weekday"><interval>1</interval><day>monday</day><day>tuesday</day><daynumber>1</daynumber>"#),
        ("FREQ=YEARLY;BYMONTHDAY=24;BYMONTH=12", #"cycle="yearly" type="monthday"><interval>1</interval><daynumber>24</daynumber><month>december</month>"#),
        ("FREQ=YEARLY;BYYEARDAY=100",            #"cycle="yearly" type="yearday"><interval>1</interval><daynumber>100</daynumber>"#),
        ("FREQ=YEARLY;BYDAY=4TH;BYMONTH=11",     #"cycle="yearly" type="weekday"><interval>1</interval><day>thursday</day><daynumber>4</daynumber><month>november</month>"#),
    ]

    @Test(arguments: patterns)
    func `each pattern is read and written`(_ pattern: (rule: String, elements: String)) throws {
        let object = Sample.object(
            "<start-date>2026-01-05T09:00:00Z</start-date><recurrence \(pattern.elements)<range type=\"none\"/></recurrence>"
        )
        let item = try #require(try Sample.read(object).master)
        #expect(item.rules == [try RecurrenceRule(reading: pattern.rule)])
        #expect(item.preserved.elements == [])
        let written = try text(of: Series(master: item))
        #expect(written.filter { !$0.isWhitespace }.contains(pattern.elements.filter { !$0.isWhitespace }))
    }

    private func text(of series: Series, _ version: KolabVersion = .v2_0) throws -> String {
        var losses: [Loss] = []
        return String(decoding: try Sample.writer(version).write(series, losses: &losses)[0].bytes, as: UTF8.self)
    }

    // swift-format-ignore
    @Test(arguments: [
        ("DTSTART:20260105T090000Z\nRRULE:FREQ=DAILY;COUNT=4", #"<range type="number">4</range>"#),
        ("DTSTART:20260105T090000Z\nRRULE:FREQ=DAILY;UNTIL=20260110T090000Z", #"<range type="date">2026-01-10</range>"#),
        ("DTSTART:20260105T090000Z\nRRULE:FREQ=DAILY;UNTIL=20260110T000000Z", #"<range type="date">2026-01-09</range>"#),
        ("DTSTART;TZID=Pacific/Auckland:20260105T080000\nRRULE:FREQ=DAILY;UNTIL=20260109T190000Z", #"<range type="date">2026-01-10</range>"#),
        ("DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=DAILY;UNTIL=20260110", #"<range type="date">2026-01-10</range>"#),
    ])
    func `a range is a number or the last day in the event's zone`(_ lines: String, _ range: String) throws {
        #expect(try text(of: try Sample.event(lines)).contains(range))
    }

    @Test func `a range date becomes the last moment of the rule`() throws {
        let object = """
            <start-date tz="Europe/Berlin">2026-01-05T09:00:00</start-date><recurrence cycle="daily">\
            <interval>1</interval><range type="date">2026-07-10</range></recurrence>
            """
        let rule = try #require(try Sample.read(Sample.object(object)).master?.rules.first)
        #expect(rule.description == "FREQ=DAILY;UNTIL=20260710T070000Z")
    }

    @Test
    func
        `the last working day of a month is nearest to the last Friday, because a missing day counts more than a wrong one`()
        throws
    {
        let series = try Sample.event("DTSTART:20260130T090000Z\nRRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")
        var losses: [Loss] = []
        _ = try Sample.writer(.v2_1).write(series, losses: &losses)
        let loss = try #require(losses.first { $0.id == "recurrence-not-expressible" })
        #expect(loss.action == .preserved)
        #expect(loss.detail.contains("BYDAY=-1FR"), "\(loss.detail)")
        #expect(loss.detail.contains("first missing date 2026-03-31"), "\(loss.detail)")
    }

    @Test func `policies decide over a recurrence that Kolab cannot say`() throws {
        let series = try Sample.event("DTSTART:20260105T090000Z\nRRULE:FREQ=DAILY;BYHOUR=9,17;COUNT=5")
        var writer = Sample.writer(.v2_1)
        var losses: [Loss] = []
        writer.options.onInexpressible = .refuse
        #expect(throws: ConversionError.self) { try writer.write(series, losses: &losses) }
        writer.options.onInexpressible = .nearest
        let nearest = try writer.write(series, losses: &losses)
        #expect(nearest.count == 1)
        #expect(losses.contains { $0.id == "recurrence-not-expressible" && $0.action == .altered })
        #expect(!String(decoding: nearest[0].bytes, as: UTF8.self).contains("BYHOUR"))
        writer.options.onInexpressible = .enumerate
        losses = []
        let single = try writer.write(series, losses: &losses)
        #expect(single.count == 5)
        #expect(Set(single.map(\.uid)).count == 5)
        #expect(losses.contains { $0.id == "recurrence-enumerated" && $0.action == .altered })
    }
}
