import ICalendar
import TestSupport
import Testing

@testable import TimeZones

@Suite("Carried zones") struct CarriedZonesTests {
    @Test func `every zone and link has rules`() throws {
        #expect(CarriedZones.zoneNames.count > 400)
        for name in CarriedZones.zoneNames { #expect(CarriedZones.rules(for: name) != nil, "\(name)") }
        for name in CarriedZones.linkTargets.keys { #expect(CarriedZones.rules(for: name) != nil, "\(name)") }
    }

    @Test func `an unknown name has none`() {
        #expect(CarriedZones.rules(for: "Europe/Berli") == nil)
        #expect(CarriedZones.rules(for: "Europe") == nil)
        #expect(CarriedZones.rules(for: "Mars/Olympus") == nil)
        #expect(CarriedZones.rules(for: "") == nil)
    }

    @Test(
        .needs(file: SystemZones.berlin),
        .enabled(if: SystemZones.version == CarriedZones.version, "the machine's zone files are of another version")
    )
    func `agrees with the machine's zone files until the rules repeat`() throws {
        let range = seconds(ofYears: 1700...2100)
        for name in CarriedZones.zoneNames + CarriedZones.linkTargets.keys {
            let bytes = try #require(SystemZones.bytes(name), "\(name)")
            let system = try ZoneFileReader.read(bytes.span)
            let carried = try #require(CarriedZones.rules(for: name))
            #expect(system.transitions(in: range) == carried.transitions(in: range), "\(name)")
            #expect(system.type(at: range.lowerBound) == carried.type(at: range.lowerBound), "\(name)")
        }
    }
}
