import ICalendar
import Testing

@testable import TimeZones

@Suite("Zone names") struct ZoneNamesTests {
    // swift-format-ignore
    static let named: [(String, String, ZoneNameResolution.Method)] = [
        ("Europe/Berlin",                                          "Europe/Berlin",       .exact),
        ("europe/berlin",                                          "Europe/Berlin",       .exact),
        ("\"Europe/Zurich\"",                                      "Europe/Zurich",       .exact),
        ("Etc/GMT-1",                                              "Etc/GMT-1",           .exact),
        ("US/Eastern",                                             "America/New_York",    .link),
        ("Asia/Calcutta",                                          "Asia/Kolkata",        .link),
        ("UTC",                                                    "Etc/UTC",             .link),
        ("W. Europe Standard Time",                                "Europe/Berlin",       .windows),
        ("Central European Standard Time",                         "Europe/Warsaw",       .windows),
        ("India Standard Time",                                    "Asia/Kolkata",        .windows),
        ("/mozilla.org/20050126_1/Europe/Berlin",                  "Europe/Berlin",       .prefixed),
        ("/kolab.org/Europe/Zurich",                               "Europe/Zurich",       .prefixed),
        ("/kolab.org/UTC",                                         "Etc/UTC",             .prefixed),
        ("/freeassociation.sourceforge.net/Tzfile/Europe/Vienna",  "Europe/Vienna",       .prefixed),
        ("/freeassociation.sourceforge.net/America/Argentina/Ushuaia", "America/Argentina/Ushuaia", .prefixed),
        ("/softwarestudio.org/Olson_20011030_5/America/New_York",  "America/New_York",    .prefixed),
        ("tzone://Microsoft/Utc",                                  "Etc/UTC",             .prefixed),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Berlin", .displayText),
        ("(UTC+07:00) Bangkok\\, Hanoi\\, Jakarta",                "Asia/Bangkok",        .displayText),
        ("(UTC-03:00) Brasília",                                   "America/Sao_Paulo",   .displayText),
        ("(GMT+01.00) Berlin / Stockholm",                         "Europe/Berlin",       .displayText),
        ("(GMT-05:00) Eastern Time (US & Canada)",                 "America/New_York",    .displayText),
        ("(UTC) Coordinated Universal Time",                       "Etc/UTC",             .displayText),
        ("Canberra, Melbourne, Sydney",                            "Australia/Sydney",    .displayText),
        ("GMT+00:00",                                              "Etc/UTC",             .fixedOffset),
        ("Eastern",                                                "America/New_York",    .guess),
        ("W. Europe",                                              "Europe/Berlin",       .guess),
        ("Pacific Daylight Time",                                  "America/Los_Angeles", .guess),
        ("Western/Central Europe",                                 "Europe/Berlin",       .guess),
        ("US-Eastern",                                             "America/New_York",    .guess),
        ("America/Los Angeles",                                    "America/Los_Angeles", .guess),
        ("CEST",                                                   "Europe/Berlin",       .guess),
        ("Vilnius",                                                "Europe/Vilnius",      .guess),
    ]

    @Test(arguments: named)
    func `a name means a zone, found in a known way`(_ name: String, _ id: String, _ method: ZoneNameResolution.Method)
    {
        #expect(ZoneNames.resolve(name) == ZoneNameResolution(.named(id), by: method))
    }

    // swift-format-ignore
    static let offsets: [(String, Int, ZoneNameResolution.Method)] = [
        ("GMT-0400",              -14_400, .fixedOffset),
        ("UTC+2",                   7200, .fixedOffset),
        ("GMT+05:30",             19_800, .fixedOffset),
        ("UTC-10",               -36_000, .fixedOffset),
        ("+0200",                   7200, .fixedOffset),
        ("-03:30",               -12_600, .fixedOffset),
        ("(GMT +01:00)",            3600, .fixedOffset),
        ("(UTC+01:00) Atlantis",    3600, .guess),
        ("ZE4",                   14_400, .guess),
        ("ZW3",                  -10_800, .guess),
    ]

    @Test(arguments: offsets)
    func `a name says an offset`(_ name: String, _ seconds: Int, _ method: ZoneNameResolution.Method) throws {
        let offset = try #require(UTCOffset(seconds: seconds))
        #expect(ZoneNames.resolve(name) == ZoneNameResolution(.fixed(offset), by: method))
    }

    @Test(arguments: [
        "", " ", "\0\0", "Customized Time Zone", "tzone://Microsoft/Custom", "Mars/Olympus", "1", "S", "/", "//", "+",
        "GMT+99", "UTC+1:5", "(", "(UTC", "Europe/Germany", "Bogus", "ZE99", "../../etc/passwd",
    ])
    func `a name that says nothing means nothing`(_ name: String) {
        #expect(ZoneNames.resolve(name) == nil)
    }

    @Test func `every Windows name leads to zones that exist, and back`() throws {
        #expect(WindowsZones.shared.names.count > 140)
        for name in WindowsZones.shared.names {
            for id in try #require(WindowsZones.shared.zones(named: name)) {
                #expect(CarriedZones.rules(for: id) != nil, "\(id)")
                #expect(WindowsZones.shared.name(ofZone: id) == name)
            }
        }
    }

    @Test func `every display text belongs to a Windows name`() {
        for row in WindowsZones.displayTexts {
            #expect(WindowsZones.shared.zones(named: row.name) != nil, "\(row.name)")
        }
    }

    @Test func `suggests names that a misspelt one may mean`() {
        #expect(ZoneNames.suggestions(for: "Europe/Berln") == ["Europe/Berlin"])
        #expect(ZoneNames.suggestions(for: "warschau") == ["Europe/Warsaw"])
        #expect(ZoneNames.suggestions(for: "W. Europa Standard Time") == ["W. Europe Standard Time"])
        #expect(ZoneNames.suggestions(for: "Mars/Olympus").isEmpty)
        #expect(ZoneNames.suggestions(for: "").isEmpty)
    }
}
