import CalendarDiagnostics
import ICalendar
import Testing

@testable import TimeZones

@Suite("Zone files") struct ZoneFileReaderTests {
    /// Two types, one transition in 2000, and a footer.
    static func file(version: Character = "2", footer: String = "AAA-1BBB,M3.5.0,M10.5.0/3") -> [UInt8] {
        func bigEndian(_ value: Int, _ size: Int) -> [UInt8] {
            (0..<size).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
        }
        func block(_ size: Int) -> [UInt8] {
            var bytes = Array("TZif\(version)".utf8) + [UInt8](repeating: 0, count: 15)
            for count in [0, 0, 0, 1, 2, 8] { bytes += bigEndian(count, 4) }
            bytes += bigEndian(951_782_400, size) + [1]
            bytes += bigEndian(3600, 4) + [0, 0] + bigEndian(7200, 4) + [1, 4]
            return bytes + Array("AAA\0BBB\0".utf8)
        }
        return version == "\0" ? block(4) : block(4) + block(8) + Array("\n\(footer)\n".utf8)
    }

    @Test(arguments: ["\0", "2", "3", "4"] as [Character])
    func `reads every version`(_ version: Character) throws {
        let rules = try ZoneFileReader.read(Self.file(version: version).span)
        #expect(rules.type(at: 0) == LocalTimeType(offset: 3600, abbreviation: "AAA"))
        #expect(rules.type(at: 951_782_400) == LocalTimeType(offset: 7200, isDaylight: true, abbreviation: "BBB"))
        #expect(rules.repeatsForever == (version != "\0"))
    }

    @Test func `every shortened file is refused or read, never a trap`() {
        let whole = Self.file()
        for length in whole.indices {
            #expect(throws: ReadError.self) { try ZoneFileReader.read(Array(whole[..<length]).span) }
        }
    }

    @Test func `no changed byte is a trap`() {
        let whole = Self.file()
        for index in whole.indices {
            for value in [0, 1, 0x7F, 0x80, 0xFF] as [UInt8] {
                var bytes = whole
                bytes[index] = value
                guard let rules = try? ZoneFileReader.read(bytes.span) else { continue }
                _ = rules.transitions(in: seconds(ofYears: 1990...2110)).count
                _ = rules.resolve(localSeconds: 4_200_000_000)
            }
        }
    }

    // swift-format-ignore
    static let footers: [(String, [Int])] = [
        ("EST5",                            [-18_000, -18_000]),
        ("EST5EDT",                         [-18_000, -14_400]),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", [-7200, -3600]),
        ("IST-1GMT0,M10.5.0,M3.5.0/1",      [0, 3600]),
        ("AAA0BBB,J60/0,J300",              [0, 3600]),
        ("AAA0BBB,59,300/167",              [0, 3600]),
        ("XXX3EDT4,0/0,J365/23",            [-14_400, -14_400]),
    ]

    @Test(arguments: footers)
    func `a footer speaks for January and July of far years`(_ footer: String, _ offsets: [Int]) throws {
        let rules = try ZoneFileReader.read(Self.file(footer: footer).span)
        for year in [2050, 2500] {
            let found = [1, 7].map { rules.offset(at: CivilDate(year: year, month: $0, day: 20).dayNumber * 86_400) }
            if footer != "EST5" { #expect(found == offsets) }
        }
    }

    @Test(arguments: [
        "X", "AAA", "AAA99", "AAA0BBB,M13.1.0,M3.1.0", "AAA0BBB,M3.1.0", "<A", "AAA0BBB,M3.1.0,M4.1.0/168",
    ])
    func `a footer that is no rule is refused`(_ footer: String) {
        #expect(throws: ReadError.self) { try ZoneFileReader.read(Self.file(footer: footer).span) }
    }
}

@Suite("Zone directory") struct ZoneDirectoryTests {
    @Test func `asks for files first, then looks into the carried data`() {
        let directory = ZoneDirectory { $0 == "Europe/Paris" ? ZoneFileReaderTests.file() : nil }
        #expect(directory.source(of: "Europe/Paris") == .systemFile)
        #expect(directory.source(of: "Europe/Berlin") == .carriedData)
        #expect(directory.rules(for: "Mars/Olympus") == nil)
    }

    @Test func `a damaged file gives way to the carried data`() {
        let directory = ZoneDirectory { _ in Array("TZif2 but not really".utf8) }
        #expect(directory.source(of: "Europe/Berlin") == .carriedData)
    }

    @Test(arguments: [
        "../etc/passwd", "/etc/passwd", "Europe/../Berlin", "Europe//Berlin", ".hidden", "right/Europe/Berlin", "a\0b",
        "-x", "é",
    ])
    func `no name leaves the folder`(_ name: String) {
        let directory = ZoneDirectory { asked in
            Issue.record("asked for \(asked)")
            return nil
        }
        #expect(directory.exactRules(named: name) == nil)
    }

    @Test(arguments: ["W. Europe Standard Time", "/freeassociation.sourceforge.net/Europe/Berlin", "Europe/Berlin"])
    func `a zone is found by every name that means it`(_ name: String) {
        #expect(ZoneDirectory().rules(for: name)?.offset(at: 0) == 3600)
    }
}
