import CalendarDiagnostics
import CalendarModel
import Testing

@testable import Kolab

/// Overrides are read back unchanged, or the loss report contains the changes.
@Suite("Overrides that come back") struct OverrideReturnTests {
    private static let odd = "ATTENDEE;CN=Ines;ROLE=X-ROLE:urn:uuid:2"
    private static let file = "ATTACH;FILENAME=b.bin;ENCODING=BASE64;VALUE=BINARY:QUJD"
    private static let daily = "RRULE:FREQ=DAILY"

    // swift-format-ignore
    /// The kind, what the series adds to its start, and what the override of the next day adds to its own.
    static let preserved: [(kind: String, master: String, override: String)] = [
        ("VJOURNAL", daily, "SUMMARY:Changed"),
        ("VJOURNAL", daily, "STATUS:CANCELLED"),
        ("VEVENT", "DURATION:PT1H\n\(daily)", "SUMMARY:Without an end"),
        ("VTODO", "DURATION:PT1H\n\(daily)", "SUMMARY:Without a due date"),
        ("VEVENT", "DURATION:PT1H\n\(daily)", "DTEND:20260106T113000Z"),
        ("VEVENT", "DTEND:20260105T100000Z\n\(daily)", "DURATION:PT3H"),
        ("VEVENT", "\(daily)\n\(odd)\nATTENDEE:mailto:a@x.example", odd),
        ("VTODO", "\(daily)\n\(odd)\nATTENDEE:mailto:a@x.example", odd),
        ("VEVENT", "\(daily)\n\(file)", "ATTACH;FMTTYPE=text/plain:cid:\n\(file)"),
        ("VEVENT", "\(daily)\n\(file)", "ATTACH: \n\(file)"),
        ("VEVENT", "RDATE:20260106T090000Z", "STATUS:CANCELLED"),
    ]

    private static func series(_ kind: String, _ master: String, _ override: String) throws -> Series {
        try Sample.series(
            """
            BEGIN:\(kind)
            UID:s
            DTSTAMP:20260101T000000Z
            DTSTART:20260105T090000Z
            \(master)
            END:\(kind)
            BEGIN:\(kind)
            UID:s
            DTSTAMP:20260101T000000Z
            RECURRENCE-ID:20260106T090000Z
            DTSTART:20260106T090000Z
            \(override)
            END:\(kind)
            """
        )[0]
    }

    @Test(arguments: preserved.indices, KolabVersion.allCases)
    func `an override comes back in meaning`(_ index: Int, _ version: KolabVersion) throws {
        let (kind, master, override) = Self.preserved[index]
        let series = try Self.series(kind, master, override)
        let (read, losses) = try Sample.roundTrip(series, version)
        #expect(Sample.differences([series], read) == [])
        #expect(losses.allSatisfy { $0.action == .preserved }, "\(losses)")
    }

    @Test(arguments: KolabVersion.allCases)
    func `an exclusion of a changed journal is reported as altered`(_ version: KolabVersion) throws {
        let series = try Self.series("VJOURNAL", "\(Self.daily)\nEXDATE:20260106T090000Z", "SUMMARY:Changed")
        let (read, losses) = try Sample.roundTrip(series, version)
        #expect(losses.contains { $0.id == "exclusion-overridden" && $0.action == .altered })
        #expect(read.count == 1 && read[0].overrides.count == 1)
    }

    @Test(arguments: KolabVersion.allCases)
    func `a cancelled occurrence of a series that has none is reported as dropped`(_ version: KolabVersion) throws {
        let series = try Self.series("VEVENT", "SUMMARY:Once", "STATUS:CANCELLED")
        let (_, losses) = try Sample.roundTrip(series, version)
        #expect(losses.contains { $0.id == "cancelled-override" && $0.action == .dropped })
    }

    // swift-format-ignore
    /// The rule and the exclusion of a series from 5 January at 9 o'clock, and the recurrence id of the day's other occurrence.
    static let otherExclusions: [(recurrence: String, exclusion: String, id: String, override: String)] = [
        ("RRULE:FREQ=DAILY;BYHOUR=9,20",               "20260106T200000Z",                 "20260106T090000Z", "SUMMARY:Late"),
        ("RRULE:FREQ=DAILY;BYHOUR=9,20",               "20260106T090000Z",                 "20260106T200000Z", "SUMMARY:Late"),
        ("RRULE:FREQ=DAILY;BYHOUR=9,14,20",            "20260106T140000Z",                 "20260106T200000Z", "STATUS:CANCELLED"),
        ("RRULE:FREQ=DAILY;BYHOUR=9,14,20",            "20260106T090000Z,20260106T200000Z", "20260106T140000Z", "SUMMARY:Late"),
        ("RRULE:FREQ=HOURLY;INTERVAL=6",               "20260106T150000Z",                 "20260106T090000Z", "SUMMARY:Late"),
        ("RRULE:FREQ=DAILY\nRDATE:20260106T200000Z",   "20260106T200000Z",                 "20260106T090000Z", "SUMMARY:Late"),
        ("RRULE:FREQ=DAILY\nRDATE:20260106T200000Z",   "20260106T090000Z",                 "20260106T200000Z", "SUMMARY:Late"),
        ("RRULE:FREQ=WEEKLY;BYDAY=MO,TU;BYHOUR=9,20",  "20260106T200000Z",                 "20260106T090000Z", "SUMMARY:Late"),
    ]

    @Test(arguments: otherExclusions.indices, KolabVersion.allCases)
    func `an exclusion of another occurrence of the day stays`(_ index: Int, _ version: KolabVersion) throws {
        let (recurrence, exclusion, id, override) = Self.otherExclusions[index]
        let series = try Sample.series(
            """
            BEGIN:VEVENT
            UID:s
            DTSTAMP:20260101T000000Z
            DTSTART:20260105T090000Z
            DTEND:20260105T091500Z
            \(recurrence)
            EXDATE:\(exclusion)
            END:VEVENT
            BEGIN:VEVENT
            UID:s
            DTSTAMP:20260101T000000Z
            RECURRENCE-ID:\(id)
            DTSTART:20260106T113000Z
            DTEND:20260106T114500Z
            \(override)
            END:VEVENT
            """
        )[0]
        let (read, _) = try Sample.roundTrip(series, version)
        #expect(Sample.differences([series], read) == [])
    }
}
