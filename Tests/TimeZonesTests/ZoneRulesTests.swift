import ICalendar
import Testing

@testable import TimeZones

@Suite("Zone rules") struct ZoneRulesTests {
    let berlin: ZoneRules
    init() throws { berlin = try #require(CarriedZones.rules(for: "Europe/Berlin")) }

    private func local(_ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int = 0) -> CivilDateTime {
        CivilDateTime(
            CivilDate(year: year, month: month, day: day),
            CivilTime(hour: hour, minute: minute, second: 0)
        )
    }

    @Test(arguments: [2026, 2099, 2100, 2101, 2399, 9999])
    func `resolves summer and winter of any year`(_ year: Int) {
        #expect(berlin.resolve(local(year, 1, 15, 12)) == .unique(offset: 3600))
        #expect(berlin.resolve(local(year, 7, 15, 12)) == .unique(offset: 7200))
        #expect(berlin.resolve(local(year, 12, 31, 23, 59)) == .unique(offset: 3600))
        #expect(berlin.transitions(in: seconds(ofYears: year...year)).count == 2)
    }

    @Test(arguments: [(2026, 29, 25), (2250, 31, 27)])
    func `knows the gap in March and the overlap in October`(_ year: Int, _ march: Int, _ october: Int) {
        #expect(berlin.resolve(local(year, 3, march, 1, 59)) == .unique(offset: 3600))
        #expect(berlin.resolve(local(year, 3, march, 2)) == .gap(before: 3600, after: 7200))
        #expect(berlin.resolve(local(year, 3, march, 2, 59)) == .gap(before: 3600, after: 7200))
        #expect(berlin.resolve(local(year, 3, march, 3)) == .unique(offset: 7200))
        #expect(berlin.resolve(local(year, 10, october, 1, 59)) == .unique(offset: 7200))
        #expect(berlin.resolve(local(year, 10, october, 2)) == .overlap(first: 7200, second: 3600))
        #expect(berlin.resolve(local(year, 10, october, 3)) == .unique(offset: 3600))
    }

    @Test func `a policy chooses the instant`() {
        let gap = local(2026, 3, 29, 2, 30)
        #expect(berlin.instant(of: gap).map { berlin.local(at: $0) } == local(2026, 3, 29, 3, 30))
        #expect(berlin.instant(of: gap, policy: AmbiguousTimePolicy(gap: .skip)) == nil)
        let overlap = local(2026, 10, 25, 2, 30)
        let first = berlin.instant(of: overlap)
        let second = berlin.instant(of: overlap, policy: AmbiguousTimePolicy(overlap: .second))
        #expect(
            first
                == CivilDateTime(CivilDate(year: 2026, month: 10, day: 25), CivilTime(hour: 0, minute: 30, second: 0))
                .secondsSinceEpoch
        )
        #expect(second == first.map { $0 + 3600 })
    }

    @Test func `a day left out is a gap of a day`() throws {
        let apia = try #require(CarriedZones.rules(for: "Pacific/Apia"))
        #expect(apia.resolve(local(2011, 12, 30, 12)) == .gap(before: -36_000, after: 50_400))
    }

    @Test func `half an hour of daylight saving`() throws {
        let rules = try #require(CarriedZones.rules(for: "Australia/Lord_Howe"))
        #expect(rules.resolve(local(2026, 10, 4, 2, 15)) == .gap(before: 37_800, after: 39_600))
        #expect(rules.resolve(local(2026, 4, 5, 1, 45)) == .overlap(first: 39_600, second: 37_800))
    }

    @Test func `Dublin's winter is the daylight-saving time`() throws {
        let dublin = try #require(CarriedZones.rules(for: "Europe/Dublin"))
        let winter = dublin.type(at: local(2026, 1, 1, 0).secondsSinceEpoch)
        #expect(winter == LocalTimeType(offset: 0, isDaylight: true, abbreviation: "GMT"))
    }

    @Test(arguments: CarriedZones.zoneNames)
    func `local times around each transition agree with a search through all instants`(_ name: String) throws {
        let rules = try #require(CarriedZones.rules(for: name))
        var cursor = ZoneCursor(rules)
        for transition in rules.transitions(in: seconds(ofYears: 1800...2110)) {
            for offset in [transition.before.offset, transition.after.offset] {
                for delta in [-3601, -1, 0, 1800] {
                    let local = transition.instant + offset + delta
                    let resolution = rules.resolve(localSeconds: local)
                    #expect(cursor.resolve(localSeconds: local) == resolution)
                    let nearby = stride(from: -28, through: 28, by: 4).map { rules.offset(at: local + $0 * 3600) }
                    let holding = Set(nearby).filter { rules.offset(at: local - $0) == $0 }
                    switch resolution {
                    case .unique(let offset): #expect(holding == [offset], "\(local)")
                    case .overlap(let first, let second): #expect(holding.isSuperset(of: [first, second]), "\(local)")
                    case .gap(let before, let after):
                        #expect(holding.isEmpty && before < after, "\(local)")
                    }
                }
            }
        }
    }

    @Test func `extreme instants are answered`() {
        for instant in [Int.min, Int.min / 2, -1 << 50, 1 << 50] {
            _ = berlin.type(at: instant)
        }
        #expect(berlin.resolve(localSeconds: 1 << 44) != .gap(before: 0, after: 0))
    }
}
