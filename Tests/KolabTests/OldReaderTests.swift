import CalendarDiagnostics
import CalendarModel
import Foundation
import ICalendar
import TestSupport
import Testing

@testable import Kolab

/// How other readers read the exclusions in objects of 2.1 (Tests/Oracles/read_kolab.py).
private enum OtherReaders {
    struct Occurrence: Decodable {
        var day: String?
        var start: String?
        var summary: String?
        var location: String?
    }

    struct Answer: Decodable {
        var qt: [String?]
        var horde: [String?]
        var kep3: [Occurrence]
    }

    static func read(_ documents: [[UInt8]]) throws -> [Answer] {
        let folder = try TemporaryFolder()
        let input = try folder.write("input", documents.map { Data($0).base64EncodedString() + "\n" }.joined())
        let answer = try Python.run(Repository.oracles.appending(path: "read_kolab.py").path, [input])
        return try JSONDecoder().decode([Answer].self, from: answer.bytes)
    }
}

@Suite("Exclusions as other readers see them", .needsPython()) struct OldReaderTests {
    /// What an override contains in addition to what every one here contains, by lines of the master and of the
    // override. swift-format-ignore
    static let overrides: [(master: String, override: String)] = [
        ("SUMMARY:Weekly",           "SUMMARY:Weekly\nDTSTART:20260112T140000Z\nDTEND:20260112T150000Z"),
        ("SUMMARY:Weekly",           "SUMMARY:Other\nDTSTART:20260112T090000Z\nDTEND:20260112T100000Z"),
        ("SUMMARY:2026 plan",        "SUMMARY:2026 plan\nDTSTART:20260112T140000Z\nDTEND:20260112T150000Z"),
        ("SUMMARY:Weekly",           "SUMMARY:7 things\nDTSTART:20260112T140000Z\nDTEND:20260112T150000Z"),
        ("SUMMARY:Weekly",           "SUMMARY:٣ things\nLOCATION:１２\nDTSTART:20260112T140000Z\nDTEND:20260112T150000Z"),
        ("SUMMARY:Weekly\nLOCATION:R", "SUMMARY:Weekly\nDTSTART:20260112T090000Z\nDTEND:20260112T100000Z"),
        ("CLASS:PRIVATE",            "CLASS:PRIVATE\nDTSTART:20260112T140000Z\nDTEND:20260112T150000Z"),
        ("SEQUENCE:1",               "SEQUENCE:1\nDTSTART:20260112T140000Z\nDTEND:20260112T150000Z"),
        ("SEQUENCE:1",               "CATEGORIES:1,2\nDTSTART:20260112T140000Z\nDTEND:20260112T150000Z"),
        ("SUMMARY:  ",               "SUMMARY:  \nDESCRIPTION: 5\nDTSTART:20260112T140000Z\nDTEND:20260112T150000Z"),
        ("SUMMARY:Weekly",           "SUMMARY:Weekly\nATTENDEE;CN=3M:mailto:1@x.example\nDTSTART:20260112T090000Z\nDTEND:20260112T100000Z"),
    ]

    private static func series(_ master: String, _ override: String) throws -> Series {
        let head = "BEGIN:VEVENT\nUID:one\nDTSTAMP:20260101T000000Z\n"
        return try Sample.series(
            """
            \(head)DTSTART:20260105T090000Z
            DTEND:20260105T100000Z
            RRULE:FREQ=WEEKLY;COUNT=5;BYDAY=MO
            EXDATE:20260119T090000Z
            \(master)
            END:VEVENT
            \(head)RECURRENCE-ID:20260112T090000Z
            \(override)
            END:VEVENT
            """
        )[0]
    }

    @Test func `old readers find the day of every exclusion that 2.1 writes`() throws {
        var documents: [[UInt8]] = []
        var expected: [Series] = []
        for (master, override) in Self.overrides {
            var losses: [Loss] = []
            let series = try Self.series(master, override)
            documents.append(try Sample.writer(.v2_1).write(series, losses: &losses)[0].bytes)
            expected.append(series)
        }
        for ((answer, series), document) in zip(zip(try OtherReaders.read(documents), expected), documents) {
            let text = String(decoding: document, as: UTF8.self)
            #expect(answer.qt == ["2026-01-19", "2026-01-12"], "\(text)")
            #expect(answer.horde == ["2026-01-19", "2026-01-12"], "\(text)")
            let override = try #require(series.overrides.first)
            let changed = try #require(answer.kep3.last)
            #expect(changed.start?.filter(\.isNumber) == override.start?.description.filter(\.isNumber), "\(text)")
            #expect(changed.summary == override.summary?.trimmingCharacters(in: .whitespaces) ?? "", "\(text)")
            #expect(changed.location == override.location ?? "", "\(text)")
        }
    }

    @Test func `old readers find the day of every exclusion in the fixtures`() throws {
        let folder = Repository.conversions
        let documents = try Repository.files(["xml"], below: folder).filter {
            $0.contains("/converted/") && $0.hasSuffix(".kolab-2.1.xml")
        }
        .map { try Repository.bytes(folder.appending(path: $0)) }
        .filter {
            String(decoding: $0, as: UTF8.self).contains("<exclusion")
                && String(decoding: $0, as: UTF8.self).contains("<product-id>Kalends")
        }
        try #require(documents.count > 10)
        for (answer, document) in zip(try OtherReaders.read(documents), documents) {
            let series = try Sample.read(String(decoding: document, as: UTF8.self))
            let days = answer.kep3.map(\.day)
            #expect(answer.qt == days, "\(String(decoding: document, as: UTF8.self))")
            #expect(answer.horde == days, "\(String(decoding: document, as: UTF8.self))")
            let changed = Set(answer.kep3.filter { $0.start != nil }.compactMap(\.day))
            let read = series.overrides.filter { $0.status != .cancelled }.compactMap {
                $0.recurrenceID?.time.date.description
            }
            #expect(changed.isSubset(of: Set(read)), "\(read)")
        }
    }
}
