import CalendarModel
import ICalendar
import Testing

@testable import Kolab

@Suite("Detached exceptions of Kolab 2.0") struct DetachedExceptionTests {
    /// A weekly meeting on Mondays at 09:00 that excludes 12 January 2026.
    private static let weekly = """
        UID:weekly@example.org
        CREATED:20260101T100000Z
        LAST-MODIFIED:20260108T150000Z
        SUMMARY:Team meeting
        ORGANIZER:mailto:boss@example.org
        DTSTART:20260105T090000Z
        DTEND:20260105T100000Z
        RRULE:FREQ=WEEKLY;COUNT=10
        EXDATE:20260112T090000Z
        """

    private static func stored(_ id: String, _ lines: String, folder: String = "Calendar", kind: String = "VEVENT")
        throws -> StoredSeries
    {
        let series = try Sample.series("BEGIN:\(kind)\n\(lines)\nEND:\(kind)")
        return StoredSeries(id: id, folder: folder, series: try #require(series.first))
    }

    private static func single(
        _ uid: String,
        _ start: String,
        summary: String = "Team meeting",
        end: String? = nil,
        more: String = ""
    ) throws -> StoredSeries {
        let end = end.map { "\nDTEND:\($0)" } ?? ""
        return try stored(
            uid,
            "UID:\(uid)\nSUMMARY:\(summary)\nDTSTART:\(start)\(end)\(more.isEmpty ? "" : "\n" + more)"
        )
    }

    private static func report(of objects: [StoredSeries]) -> DetachedExceptionReport {
        var search = DetachedExceptionSearch(zones: Sample.zones)
        for object in objects { search.add(object) }
        return search.report()
    }

    private static func search(_ objects: StoredSeries...) throws -> DetachedExceptionReport {
        Self.report(of: [try stored("weekly", weekly)] + objects)
    }

    private static func lines(_ report: DetachedExceptionReport) -> [String] {
        report.candidates.map {
            "\($0.exception) \($0.occurrence?.description ?? "-") \($0.confidence.rawValue) \($0.outcome.rawValue)"
        }
    }

    @Test func `a dissociated occurrence is likely by day, time, length and summary`() throws {
        let report = try Self.search(
            try Self.single("a", "20260112T090000Z", summary: " team  MEETING", end: "20260112T100000Z")
        )
        #expect(Self.lines(report) == ["a 20260112T090000Z likely chosen"])
        #expect(report.candidates[0].evidence == [.onExcludedDay, .sameStartTime, .sameLength, .sameSummary])
        #expect(report.joins().isEmpty)
        #expect(report.joins(atLeast: .likely).count == 1)
    }

    // swift-format-ignore
    @Test(arguments: [
        ("its time of day differs",            "20260112T150000Z", "Team meeting", "20260112T160000Z", "",                                    "likely"),
        ("its summary differs",                "20260112T090000Z", "Offsite",      "20260112T100000Z", "",                                    "possible"),
        ("it was created at the exclusion",    "20260112T140000Z", "Offsite",      "20260112T170000Z", "CREATED:20260108T145930Z",            ""),
        ("moved, created at the exclusion",    "20260114T140000Z", "Team meeting", "20260114T170000Z", "CREATED:20260108T145930Z",            "likely"),
        ("moved by two days",                  "20260114T090000Z", "Team meeting", "20260114T100000Z", "",                                    "possible"),
        ("moved by more than half a week",     "20260117T090000Z", "Team meeting", "20260117T100000Z", "",                                    ""),
        ("somebody else organizes it",         "20260112T090000Z", "Team meeting", "20260112T100000Z", "ORGANIZER:mailto:other@example.org",  ""),
        ("it was created before the series",   "20260112T090000Z", "Team meeting", "20260112T100000Z", "CREATED:20251201T100000Z",            ""),
        ("the same organizer, another day",    "20260113T090000Z", "Team meeting", "20260113T100000Z", "ORGANIZER:mailto:boss@example.org",   "possible"),
    ])
    func `confidence follows the evidence`(
        _ what: String, _ start: String, _ summary: String, _ end: String, _ more: String, _ expected: String
    ) throws {
        let report = try Self.search(try Self.single("a", start, summary: summary, end: end, more: more))
        #expect(report.candidates.map(\.confidence.rawValue) == (expected.isEmpty ? [] : [expected]), "\(what)")
    }

    @Test func `two that fit alike are tied and neither joins`() throws {
        let report = try Self.search(
            try Self.single("a", "20260112T090000Z", end: "20260112T100000Z"),
            try Self.single("b", "20260112T090000Z", end: "20260112T100000Z")
        )
        #expect(Self.lines(report) == ["a 20260112T090000Z likely tied", "b 20260112T090000Z likely tied"])
        #expect(report.joins(atLeast: .possible).isEmpty)
    }

    @Test func `the better one is chosen, the other outranked`() throws {
        let report = try Self.search(
            try Self.single("decoy", "20260112T090000Z", summary: "Lunch", end: "20260112T100000Z"),
            try Self.single("real", "20260112T140000Z", end: "20260112T150000Z")
        )
        #expect(
            Self.lines(report) == ["real 20260112T090000Z likely chosen", "decoy 20260112T090000Z possible outranked"]
        )
    }

    @Test func `another folder or kind is no candidate`() throws {
        var elsewhere = try Self.single("a", "20260112T090000Z", end: "20260112T100000Z")
        elsewhere.folder = "Archive"
        let todo = try Self.stored(
            "b",
            "UID:weekly@example.org\nSUMMARY:Team meeting\nDTSTART:20260112T090000Z",
            kind: "VTODO"
        )
        #expect(try Self.search(elsewhere, todo).candidates.isEmpty)
    }

    // swift-format-ignore
    @Test(arguments: [
        ("abcd-20260112-ef",       "abcdef",       "20260112T110000Z", "20260112T090000Z"),
        ("abcdef-20260112",        "abcdef",       "20260112T110000Z", "20260112T090000Z"),
        ("abcd-20260114-ef",       "abcdef",       "20260114T110000Z", "20260112T090000Z"),
        ("abcdef",                 "abcdef",       "20260601T110000Z", "20260112T090000Z"),
        ("040000008200E00074C5B7101A82E00807EA010C10B0", "040000008200e00074c5b7101a82e0080000000010b0", "20260301T110000Z", "20260112T090000Z"),
        ("040000008200E00074C5B7101A82E00807EA010D10B0", "040000008200e00074c5b7101a82e0080000000010b0", "20260301T110000Z", "-"),
    ])
    func `a UID that names the series is certain`(_ uid: String, _ series: String, _ start: String, _ occurrence: String) throws {
        var lines = Self.weekly.replacing("weekly@example.org", with: series)
        // The day of the exception is excluded, also where Roundcube moved it: then the original is to be worked out.
        if uid == "abcd-20260114-ef" { lines = lines.replacing("EXDATE:20260112", with: "EXDATE:20260119T090000Z,20260114") }
        let report = Self.report(of: [
            try Self.single(uid, start, summary: "Other"), try Self.stored("series", lines),
        ])
        let outcome = occurrence == "-" ? "occurrence-unknown" : "chosen"
        #expect(Self.lines(report) == ["\(uid) \(occurrence) certain \(outcome)"])
        #expect(report.candidates.first?.strayExclusion?.description == (uid == "abcd-20260114-ef" ? "20260114T090000Z" : nil))
    }

    @Test func `another organizer lowers even a certain link`() throws {
        let report = try Self.search(
            try Self.single("weekly@example.org", "20260112T090000Z", more: "ORGANIZER:mailto:other@example.org")
        )
        #expect(report.candidates.map(\.confidence) == [.likely])
    }

    @Test func `what must be heeded is said`() throws {
        let report = try Self.search(
            try Self.single(
                "a",
                "20260112T090000Z",
                more: "ATTENDEE:mailto:x@example.org\nATTACH:https://example.org/a"
            )
        )
        #expect(report.candidates.map(\.cautions) == [[.hasAttendees, .hasAttachments]])
    }

    @Test func `an exclusion that hits nothing is reported`() throws {
        let series = try Self.stored("odd", Self.weekly.replacing("EXDATE:20260112", with: "EXDATE:20260113"))
        let report = Self.report(of: [series])
        #expect(report.oddExclusions.map(\.reason) == [.hitsNoOccurrence])
        #expect(report.oddExclusions.map(\.exclusion.description) == ["20260113T090000Z"])
    }

    @Test func `a day is the series' own where the exception is on another clock`() throws {
        let series = try Self.stored(
            "series",
            """
            UID:tokyo
            SUMMARY:Call
            DTSTART;TZID=Asia/Tokyo:20260105T080000
            DTEND;TZID=Asia/Tokyo:20260105T090000
            RRULE:FREQ=WEEKLY
            EXDATE;TZID=Asia/Tokyo:20260112T080000
            """
        )
        let single = try Self.single("a", "20260111T230000Z", summary: "Call", end: "20260112T000000Z")
        let report = Self.report(of: [series, single])
        #expect(Self.lines(report) == ["a 20260112T080000 likely chosen"])
    }

    @Test func `joining makes a subevent, keeps the old UID and survives Kolab 2 point 1`() throws {
        let objects = [
            try Self.stored("weekly", Self.weekly),
            try Self.single("old-uid", "20260112T140000Z", end: "20260112T150000Z", more: "LOCATION:Roof"),
        ]
        let report = Self.report(of: objects)
        var series = objects[0].series
        for exception in report.joins(atLeast: .likely) {
            series.join(exception, saying: try #require(objects[1].series.master))
        }
        #expect(series.master?.exclusions == [])
        let read = try Sample.roundTrip(series, .v2_1).series
        let override = try #require(read.first?.overrides.first)
        #expect(read.count == 1)
        #expect(override.location == "Roof")
        #expect(override.recurrenceID?.time.date.description == "2026-01-12")
        #expect(override.preserved.elements.first?.contains(#"value="old-uid""#) == true)
    }

    @Test func `many that are alike cost no more than they are worth`() throws {
        var objects: [StoredSeries] = []
        let series = try Self.stored("series", Self.weekly).series
        let single = try Self.single("single", "20260112T090000Z", end: "20260112T100000Z").series
        for number in 0..<2000 {
            objects.append(StoredSeries(id: "series \(number)", folder: "", series: series))
            objects.append(StoredSeries(id: "single \(number)", folder: "", series: single))
        }
        var report = DetachedExceptionReport()
        let duration = ContinuousClock().measure { report = Self.report(of: objects) }
        #expect(report.joins(atLeast: .possible).isEmpty)
        #expect(report.oddExclusions.count { $0.reason == .tooManyAlike } == 2000)
        #expect(duration < .seconds(10))
    }
}
