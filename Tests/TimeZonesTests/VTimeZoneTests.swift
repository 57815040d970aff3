import CalendarDiagnostics
import Foundation
import ICalendar
import TestSupport
import Testing

@testable import TimeZones

/// The VTIMEZONEs of iCalendar text.
func zoneDefinitions(in text: [UInt8]) throws -> [VTimeZone] {
    var diagnostics = Diagnostics()
    let tree = try ICalendarReader().read(text, diagnostics: &diagnostics)
    func collect(_ component: Component) -> [VTimeZone] {
        (VTimeZone(reading: component).map { [$0] } ?? []) + component.components.flatMap(collect)
    }
    return tree.components.flatMap(collect)
}

@Suite("VTIMEZONE") struct VTimeZoneTests {
    static let fixtures = Repository.file("fixtures/time-zones")
    static var cases: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: fixtures.path)) ?? []).filter { !$0.contains(".") }
            .sorted()
    }

    @Test func `there are fixtures`() { #expect(Self.cases.count >= 6) }

    @Test(arguments: cases)
    func `a definition yields the transitions written beside it`(_ name: String) throws {
        let folder = Self.fixtures.appendingPathComponent(name)
        let text = try Data(contentsOf: folder.appendingPathComponent("zone.ics"))
        let expected = try String(contentsOf: folder.appendingPathComponent("transitions.txt"), encoding: .utf8)
            .split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
        let rules = try #require(zoneDefinitions(in: Array(text)).first?.rules)
        // Each line is an instant, the offset from then on, S or D, and the abbreviation.
        let instants = expected.compactMap { $0.split(separator: " ").first.flatMap { Int($0) } }
        let range = try #require(instants.first)...(try #require(instants.last))
        let found = rules.transitions(in: range.lowerBound..<range.upperBound + 1).map { transition in
            let offset = UTCOffset(seconds: transition.after.offset).map(\.description) ?? "?"
            return
                "\(transition.instant) \(offset) \(transition.after.isDaylight ? "D" : "S") \(transition.after.abbreviation)"
        }
        #expect(found == expected)
    }

    @Test(arguments: ["Europe/Berlin", "Africa/Cairo", "America/Godthab", "Asia/Gaza", "Africa/Casablanca"])
    func `written as text and read back it says the same`(_ name: String) throws {
        let zone = VTimeZone(id: name, describing: try #require(CarriedZones.rules(for: name)), from: 2000)
        var builder = ComponentTreeBuilder()
        builder.append(zone)
        let written = builder.finish().bytes
        #expect(try zoneDefinitions(in: written) == [zone])
    }

    @Test func `a calendar's own definition comes before the directory`() throws {
        let text =
            "BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
            + "TZOFFSETFROM:+0500\r\nTZOFFSETTO:+0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nEND:VCALENDAR\r\n"
        var diagnostics = Diagnostics()
        let tree = try ICalendarReader().read(Array(text.utf8), diagnostics: &diagnostics)
        let zones = CalendarZones(
            definedBy: try #require(tree.components.first).components(named: .vtimezone),
            directory: ZoneDirectory()
        )
        let berlin = try #require(zones.rules(for: "Europe/Berlin"))
        #expect(berlin.origin == .definition)
        #expect(berlin.rules.offset(at: 0) == 18_000)
        #expect(zones.rules(for: "Europe/Paris")?.origin == .directory(.init(.named("Europe/Paris"), by: .exact)))
        #expect(zones.rules(for: "Customized Time Zone") == nil)
    }

    @Test func `before its first onset a definition leaves the word to the zone of its name`() throws {
        func offset(in zone: String, at month: Int) throws -> Int? {
            let text =
                "BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:\(zone)\r\nBEGIN:STANDARD\r\nDTSTART:19981025T020000\r\n"
                + "TZOFFSETFROM:-0400\r\nTZOFFSETTO:-0530\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nEND:VCALENDAR\r\n"
            var diagnostics = Diagnostics()
            let tree = try ICalendarReader().read(Array(text.utf8), diagnostics: &diagnostics)
            let zones = CalendarZones(
                definedBy: try #require(tree.components.first).components(named: .vtimezone),
                directory: ZoneDirectory()
            )
            return zones.rules(for: zone)?.rules.offset(
                at: CivilDate(year: 1998, month: month, day: 12).dayNumber * 86_400
            )
        }
        #expect(try offset(in: "America/New_York", at: 3) == -5 * 3600)
        #expect(try offset(in: "America/New_York", at: 7) == -4 * 3600)
        #expect(try offset(in: "America/New_York", at: 12) == -5 * 3600 - 1800)
        #expect(try offset(in: "Somewhere", at: 3) == -4 * 3600)
    }

    @Test func `a thousand rules for every day of the year cost little`() throws {
        var rule = RecurrenceRule(.yearly)
        rule.byDay = Weekday.allCases.map { .init($0) }
        let start = CivilDateTime(CivilDate(year: 1601, month: 1, day: 1), CivilTime(secondOfDay: 0))
        let observances = (1...1000).compactMap { UTCOffset(seconds: $0) }.map {
            ZoneObservance(isDaylight: false, start: start, offsetFrom: .zero, offsetTo: $0, rule: rule)
        }
        let rules = try #require(ZoneRules(observances: observances))
        #expect(rules.transitions(in: seconds(ofYears: 1600...2200)).count <= 1000)
    }

    @Test(.needsCorpus()) func `every definition of other projects' calendars is read`() throws {
        var count = 0
        for name in Corpus.files(["ics"]) {
            for zone in (try? zoneDefinitions(in: try Corpus.bytes(name))) ?? [] {
                let rules = try #require(zone.rules)
                _ = rules.transitions(in: seconds(ofYears: 1600...2200))
                _ = rules.resolve(localSeconds: 1 << 40)
                count += 1
            }
        }
        #expect(count > 0)
    }
}
