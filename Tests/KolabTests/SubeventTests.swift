import CalendarDiagnostics
import CalendarModel
import ICalendar
import Testing

@testable import Kolab

@Suite("Subevents and zones") struct SubeventTests {
    @Test func `the example of KEP 3 moves one occurrence and keeps its length`() throws {
        let object = Sample.object(
            """
            <summary>Weekly</summary><start-date tz="Europe/Berlin">2026-01-05T09:00:00</start-date>
            <end-date tz="Europe/Berlin">2026-01-05T10:30:00</end-date>
            <recurrence cycle="weekly"><interval>1</interval><day>monday</day><range type="none"/>
            <exclusion>2026-01-12<subevent><start-date tz="Europe/Berlin">2026-01-12T14:00:00</start-date></subevent></exclusion>
            </recurrence>
            """
        )
        let series = try Sample.read(object)
        let override = try #require(series.overrides.first)
        #expect(series.overrides.count == 1)
        #expect(series.master?.exclusions == [])
        #expect(override.recurrenceID?.time.description == "20260112T090000")
        #expect(override.summary == "Weekly")
        #expect(override.start?.description == "20260112T140000")
        #expect(override.end?.description == "20260112T153000")
        #expect(override.rules == [])
    }

    @Test func `an empty element takes away what the series says`() throws {
        let object = Sample.object(
            """
            <location>Room</location><start-date>2026-01-05T09:00:00Z</start-date>
            <attendee><smtp-address>a@x.example</smtp-address></attendee>
            <recurrence cycle="daily"><interval>1</interval><range/>
            <exclusion>2026-01-06<subevent><location/><attendee/></subevent></exclusion></recurrence>
            """
        )
        let override = try #require(try Sample.read(object).overrides.first)
        #expect(override.location == nil)
        #expect(override.attendees == [])
        #expect(override.preserved.elements == [])
    }

    // swift-format-ignore
    @Test(arguments: [
        (#"<start-date tz="Europe/Berlin">2026-06-29T11:11:11</start-date>"#,       "zoned Europe/Berlin 20260629T111111", ""),
        (#"<start-date tz="UTC">2026-06-29T11:11:11Z</start-date>"#,                "utc 20260629T111111Z", ""),
        (#"<start-date tz="Europe/Berlin">2026-06-29T11:11:11Z</start-date>"#,      "zoned Europe/Berlin 20260629T111111", "ambiguous-zulu"),
        (#"<start-date tz="Europe/Berlin">2026-06-29T11:11:11+02:00</start-date>"#, "zoned Europe/Berlin 20260629T111111", ""),
        (#"<start-date tz="Europe/Berlin">2026-06-29T11:11:11+05:00</start-date>"#, "zoned Europe/Berlin 20260629T111111", "offset-disagrees"),
        (#"<start-date tz="/kolab.org/Europe/Berlin">2026-06-29T11:11:11</start-date>"#, "zoned Europe/Berlin 20260629T111111", "zone-name-resolved"),
        (#"<start-date tz="W. Europe Standard Time">2026-06-29T11:11:11</start-date>"#, "zoned Europe/Berlin 20260629T111111", "zone-name-resolved"),
        (#"<start-date tz="Mars/Olympus">2026-06-29T11:11:11</start-date>"#,        "zoned Mars/Olympus 20260629T111111", "unknown-time-zone"),
        (#"<start-date>2026-06-29T11:11:11</start-date>"#,                          "utc 20260629T111111Z", "time-without-zulu"),
        (#"<start-date>2026-06-29T11:11:11+02:00</start-date>"#,                    "utc 20260629T091111Z", "time-with-offset"),
        (#"<start-date>2026-06-29T11:11:11.5ZZ</start-date>"#,                      "utc 20260629T111111Z", "time-respelt"),
        (#"<start-date>2026-06-29</start-date>"#,                                   "date 20260629", ""),
    ])
    func `reads the times of every stage of KEP 2`(_ element: String, _ expected: String, _ rule: String) throws {
        var diagnostics = Diagnostics()
        let start = try #require(try Sample.read(Sample.object(element), diagnostics: &diagnostics).master?.start)
        let form = switch start {
        case .date: "date"
        case .floating: "floating"
        case .utc: "utc"
        case .zoned(_, let zone): "zoned \(zone)"
        }
        #expect("\(form) \(start)" == expected)
        let rules = diagnostics.counts.keys.map(\.rawValue).filter { $0 != "end-missing" }
        #expect(rules == (rule.isEmpty ? [] : [rule]))
    }

    @Test func `UTC is read into the zone it was meant in`() throws {
        let object = Sample.object(
            """
            <start-date>2026-01-04T19:00:00Z</start-date><recurrence cycle="weekly"><interval>1</interval>
            <day>monday</day><range type="none"/><exclusion>2026-01-12</exclusion></recurrence>
            """
        )
        let item = try #require(try Sample.read(object, timeZone: "Pacific/Auckland").master)
        #expect(item.start?.description == "20260105T080000")
        #expect(item.exclusions.map(\.description) == ["20260112T080000"])
    }
}
