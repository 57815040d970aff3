import ICalendar
import Testing

@testable import TimeZones

@Suite("Observances of every zone") struct ZoneObservanceLawTests {
    @Test(arguments: CarriedZones.zoneNames)
    func `written and read back, the transitions are the same`(_ name: String) throws {
        let rules = try #require(CarriedZones.rules(for: name))
        for (first, last, through) in [(1970, 2037, nil), (1970, 2037, 2037), (2020, 2030, 2030), (1850, 2500, nil)] {
            let observances = ZoneObservance.describing(rules, from: first, through: through)
            let read = try #require(ZoneRules(observances: observances))
            let range = seconds(ofYears: first...last)
            // A single year begins at local midnight, and what held before has no name in a VTIMEZONE.
            let wanted = rules.transitions(in: range.lowerBound + 86_400..<range.upperBound - 86_400)
            let found = read.transitions(in: range.lowerBound + 86_400..<range.upperBound - 86_400)
            #expect(found.map(\.instant) == wanted.map(\.instant), "\(first)")
            #expect(found.map(\.after) == wanted.map(\.after), "\(first)")
            #expect(found.map(\.before.offset) == wanted.map(\.before.offset), "\(first)")
            #expect(read.offset(at: range.lowerBound + 86_400) == rules.offset(at: range.lowerBound + 86_400))
            if through == nil { #expect(read.repeatsForever == rules.repeatsForever) }
        }
    }

    @Test func `Berlin since 1996 is two rules without an end`() throws {
        let berlin = try #require(CarriedZones.rules(for: "Europe/Berlin"))
        let observances = ZoneObservance.describing(berlin, from: 1996, through: 2030)
        #expect(observances.count == 2)
        #expect(observances.map { $0.rule?.until } == [nil, nil])
        #expect(observances.map(\.start.description) == ["1996-03-31T02:00:00", "1996-10-27T03:00:00"])
        #expect(observances.map(\.isDaylight) == [true, false])
    }

    @Test func `what a rule already said before the first year is taken in`() throws {
        let berlin = try #require(CarriedZones.rules(for: "Europe/Berlin"))
        let observances = ZoneObservance.describing(berlin, from: 2026, through: 2026)
        #expect(observances.map(\.start.description) == ["2025-10-26T03:00:00", "2026-03-29T02:00:00"])
    }

    @Test func `a zone without changes is one observance`() throws {
        let kolkata = try #require(CarriedZones.rules(for: "Asia/Kolkata"))
        let observances = ZoneObservance.describing(kolkata, from: 2000)
        #expect(observances.count == 1)
        #expect(observances[0].rule == nil)
        #expect(observances[0].offsetFrom == observances[0].offsetTo)
    }
}
