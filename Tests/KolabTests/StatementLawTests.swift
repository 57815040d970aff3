import CalendarDiagnostics
import CalendarModel
import ICalendar
import Testing
import TimeZones
import XMLSupport

@testable import Kolab

/// What rows state of an object is what reading it gives; what they do not state is in the slot.
@Suite("Kolab statements") struct StatementLawTests {
    private static let calendar = """
        BEGIN:VTIMEZONE
        TZID:Own
        BEGIN:STANDARD
        DTSTART:19700101T000000
        TZOFFSETFROM:+0545
        TZOFFSETTO:+0545
        END:STANDARD
        END:VTIMEZONE

        """

    static let blocks = Array(0..<20)

    private static func generated(_ block: Int, isOdd: Bool) throws -> [Series] {
        try (0..<60).flatMap { number in
            var generator = GeneratedSeries(seed: UInt64(block * 60 + number + 1), isOdd: isOdd)
            return try Sample.series(generator.lines(), calendar: calendar)
        }
    }

    @Test(arguments: blocks, KolabVersion.allCases)
    func `an object says what its rows state`(_ block: Int, _ version: KolabVersion) throws {
        for series in try Self.generated(block, isOdd: true) {
            guard let master = series.master else { continue }
            let zones = CalendarZones(series.context, Sample.zones)
            var object = KolabObject(master, zones: zones)
            object.item.uid = series.objectUID
            var days: Set<CivilDate> = Set(object.exclusions)
            if version == .v2_1, let occurrences = NominalOccurrences(of: master, zones) {
                object.subevents = series.overrides.filter { override in
                    override.recurrenceID.map { days.insert(occurrences.day(of: $0.time)).inserted } ?? false
                }.map { KolabObject.Subevent(item: $0) }
            }
            var writing = ObjectEncoder(version: version, options: .init(zones: Sample.zones), zones: zones)
            writing.writeBody(of: object)
            let said = KolabStatement(of: object, in: writing).item
            writing.finish(ExtensionSlot())
            let text = String(decoding: writing.xml.bytes, as: UTF8.self)
            let read = try Sample.read(text)
            let base = try #require(read.master)
            #expect(Self.lines(of: base) == Self.lines(of: said), "\(text)")
            guard object.pattern != nil, master.kind != .journal else { continue }
            let occurrences = try #require(NominalOccurrences(of: base, zones))
            #expect(read.overrides.count == object.subevents.count, "\(text)")
            for (index, subevent) in object.subevents.enumerated() {
                let day = writing.subeventDays[index]
                let rows = writing.subeventRows[index]
                let nominal = occurrences.occurrence(on: day)
                let said = KolabStatement(of: subevent.item, changing: nominal, rows, in: writing).item
                let override = read.overrides.first { $0.recurrenceID?.time == nominal.recurrenceID?.time }
                #expect(override.map(Self.lines) == Self.lines(of: said), "\(text)")
            }
        }
    }

    @Test func `series come back, or their losses are reported`() throws {
        for block in Self.blocks {
            for series in try Self.generated(block, isOdd: false) {
                for version in KolabVersion.allCases {
                    let (read, losses) = try Sample.roundTrip(series, version)
                    guard losses.allSatisfy({ $0.action == .preserved }) else { continue }
                    #expect(Sample.differences([series], read) == [])
                }
            }
        }
    }

    private static func lines(of item: CalendarItem) -> [String] { ItemLines(item).groups.flatMap(\.texts) }
}
