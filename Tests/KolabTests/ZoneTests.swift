import CalendarDiagnostics
import CalendarModel
import Testing
import TimeZones

@testable import Kolab

/// Zones that a calendar defines itself, that have other names, or that are unknown.
@Suite("Zones in Kolab objects") struct ZoneTests {
    /// Five hours and a quarter east in winter, one more hour in summer: not a zone of the tz database.
    static func definition(_ id: String) -> String {
        """
        BEGIN:VTIMEZONE
        TZID:\(id)
        BEGIN:STANDARD
        DTSTART:16010101T030000
        TZOFFSETFROM:+0615
        TZOFFSETTO:+0515
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:16010101T020000
        TZOFFSETFROM:+0515
        TZOFFSETTO:+0615
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
        END:DAYLIGHT
        END:VTIMEZONE

        """
    }

    private func series(_ zone: String, _ calendar: String = "", _ lines: String = "") throws -> Series {
        try Sample.series(
            """
            BEGIN:VEVENT
            UID:one@example.org
            DTSTAMP:20260101T000000Z
            DTSTART;TZID=\(zone):20260706T090000
            DTEND;TZID=\(zone):20260706T100000
            \(lines)SUMMARY:Meeting
            END:VEVENT
            """,
            calendar: calendar
        )[0]
    }

    private func written(
        _ series: Series,
        _ version: KolabVersion,
        timeZone: String? = nil
    ) throws -> (text: String, bytes: [UInt8], losses: [Loss]) {
        var losses: [Loss] = []
        let options = KolabWritingOptions(zones: Sample.zones, timeZone: timeZone)
        let documents = try KolabWriter(version: version, options: options).write(series, losses: &losses)
        return (String(decoding: documents[0].bytes, as: UTF8.self), documents[0].bytes, losses)
    }

    private func readBack(_ bytes: [UInt8]) throws -> Series {
        var diagnostics = Diagnostics()
        return try KolabReader(options: .init(zones: Sample.zones)).read(bytes, diagnostics: &diagnostics)
    }

    @Test(arguments: KolabVersion.allCases, ["Customized Time Zone", "Europe/Berlin", "W. Europe Standard Time"])
    func `a zone that the calendar defines has the rules of its definition`(
        _ version: KolabVersion,
        _ zone: String
    ) throws {
        let series = try series(zone, Self.definition(zone), "RRULE:FREQ=WEEKLY;BYDAY=MO\n")
        let (text, bytes, losses) = try written(series, version)
        let tz = version == .v2_1 ? #" tz="UTC""# : ""
        #expect(text.contains("<start-date\(tz)>2026-07-06T02:45:00Z</start-date>"))
        #expect(losses.contains { $0.id == "zone-lost" && $0.action == .preserved && $0.property == "DTSTART" })
        let back = try readBack(bytes)
        #expect(Sample.differences([series], [back]) == [])
        #expect(back.context.zones == series.context.zones)
    }

    @Test(arguments: ["W. Europe Standard Time", "/kolab.org/Europe/Berlin"])
    func `format 2.1 names a zone by the tz database, and gives back the name it had`(_ zone: String) throws {
        let series = try series(zone)
        let (text, bytes, losses) = try written(series, .v2_1)
        #expect(text.contains(#"<start-date tz="Europe/Berlin">2026-07-06T09:00:00</start-date>"#))
        #expect(losses.contains { $0.id == "zone-lost" && $0.action == .preserved })
        #expect(Sample.differences([series], [try readBack(bytes)]) == [])
    }

    @Test func `a definition that agrees with the tz database does not hide the zone's name`() throws {
        let berlin = Self.definition("Europe/Berlin").replacing("+0615", with: "+0200").replacing(
            "+0515",
            with: "+0100"
        )
        let (text, _, _) = try written(try series("Europe/Berlin", berlin), .v2_1)
        #expect(text.contains(#"<start-date tz="Europe/Berlin">2026-07-06T09:00:00</start-date>"#))
    }

    @Test(arguments: KolabVersion.allCases)
    func `a zone that nobody knows is reported and comes back`(_ version: KolabVersion) throws {
        let series = try series("Mars/Olympus")
        let (text, bytes, losses) = try written(series, version)
        #expect(text.contains(">2026-07-06T09:00:00Z</start-date>"))
        #expect(losses.filter { $0.id == "unknown-time-zone" }.map(\.property) == ["DTSTART", "DTEND"])
        #expect(Sample.differences([series], [try readBack(bytes)]) == [])
    }

    @Test(arguments: KolabVersion.allCases, ["DTSTART;TZID=Mars/Olympus:20260706T090000", "DTSTART:20260706T090000"])
    func `the default zone is that of unknown clocks, which come back`(_ version: KolabVersion, _ line: String) throws {
        let series = try Sample.event(line)
        let (text, bytes, _) = try written(series, version, timeZone: "Europe/Berlin")
        let start = version == .v2_0 ? ">2026-07-06T07:00:00Z<" : #" tz="Europe/Berlin">2026-07-06T09:00:00<"#
        #expect(text.contains("<start-date\(start)/start-date>"))
        #expect(Sample.differences([series], [try readBack(bytes)]) == [])
    }
}
