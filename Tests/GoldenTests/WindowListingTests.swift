import Kalends
import TestSupport
import Testing

/// Single items outside a window are not lifted to list it: what is listed and reported has to be as if they were.
@Suite struct `Listing a window` {
    static let week = window(2026, 1, 5, days: 2)
    static let windows = [
        window(2009, 12, 31, days: 1), window(2020, 3, 1, days: 31), week, window(1900, 1, 1, days: 1),
    ]

    static func window(_ year: Int, _ month: Int, _ day: Int, days: Int) -> OccurrenceWindow {
        let first = CivilDate(year: year, month: month, day: day)
        return OccurrenceWindow(from: first, until: CivilDate(dayNumber: first.dayNumber + days))
    }

    @Test func `items at its bounds, and those with something to report`() throws {
        let items = [
            ["DTSTART:20260104T235959Z"], ["DTSTART;TZID=Asia/Tokyo:20260105T000000"],
            ["DTSTART;TZID=America/New_York:20260106T235959", "DTEND;TZID=America/New_York:20260107T010000"],
            ["DTSTART;VALUE=DATE:20260107"], ["DTSTART:20200105T090000", "DTEND;TZID=Mars/Olympus:20200105T100000"],
            ["DTSTART;TZID=Mars/Phobos:19990101T000000"], ["DTSTART:20000230T000000Z"],
            ["DTSTART:2001-01-01T00:00:00Z"],
            ["DTSTART:20010101T000000Z", "DTSTART:20260105T120000Z"],
            ["DTSTART:19990101T000000Z", "RDATE:20260105T100000Z"],
            ["DTSTART:19990101T000000Z", "RRULE:FREQ=YEARLY"], ["DTSTART:19990101T000000Z", "EXDATE:soon"],
            ["DUE:20260105T090000Z"],
            ["DTSTART:19990101T000000Z", "DURATION:later"],
            ["RECURRENCE-ID:20260105T000000Z", "DTSTART:20260105T110000Z"], ["SUMMARY:x"],
        ]
        var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x"]
        for (number, item) in items.enumerated() {
            for kind in ["VEVENT", "VTODO", "VJOURNAL"] {
                lines +=
                    ["BEGIN:\(kind)", "UID:\(kind)-\(number)", "DTSTAMP:20260101T000000Z"] + item + ["END:\(kind)"]
            }
        }
        lines += ["END:VCALENDAR", ""]
        let text = Array(lines.joined(separator: "\r\n").utf8)
        for window in Self.windows {
            let (found, all) = try #require(try listings(of: text, in: window))
            #expect(found == all)
        }
        let found = try #require(try listings(of: text, in: Self.week)).found
        #expect(found.rows.count { $0.uid.hasPrefix("VEVENT") } == 5)
        #expect(found.findings.count { $0.contains("unknown-time-zone") } == 5)
    }

    @Test(.needsCorpus("ical")) func `calendars of the corpus`() throws {
        var listed = 0
        for name in Corpus.files(["ics"], in: "ical", oneIn: 7) {
            let bytes = try Corpus.bytes(name)
            if bytes.count > 1_000_000 { continue }
            for window in Self.windows {
                guard let (found, all) = try listings(of: bytes, in: window) else { continue }
                #expect(found == all, "\(name)")
                listed += found.rows.count
            }
        }
        #expect(listed > 0)
    }

    private struct Listing: Equatable {
        var rows: [OccurrenceRecord]
        var findings: [String]
    }

    /// What is listed in a window, and what is listed there of series that were all lifted; nil for what cannot be read.
    private func listings(of bytes: [UInt8], in window: OccurrenceWindow) throws -> (found: Listing, all: Listing)? {
        let converter = Converter()
        var ofWindow = Diagnostics()
        guard let document = try? converter.read(bytes, from: .iCalendar, diagnostics: &ofWindow) else { return nil }
        var ofAll = ofWindow
        let catalogue = converter.catalogue(of: [document], diagnostics: &ofWindow)
        var endless: String?
        let found = converter.occurrences(
            of: catalogue,
            in: window,
            isForRows: true,
            endless: &endless,
            diagnostics: &ofWindow
        )
        let series = converter.series(in: [document], diagnostics: &ofAll)
        let all = OccurrenceMerge(converter.expand(series, diagnostics: &ofAll), in: window)
        return (listing(found, ofWindow), listing(all, ofAll))
    }

    private func listing(_ merge: OccurrenceMerge, _ diagnostics: Diagnostics) -> Listing {
        Listing(
            rows: merge.prefix(1000).map(\.record),
            findings: diagnostics.all.map { "\($0.location.line) \($0.rule) \($0.message)" }
                + diagnostics.losses.losses.map { "\($0.uid) \($0.property) \($0.id) \($0.action)" }
        )
    }
}
