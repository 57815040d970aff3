import CalendarDiagnostics
import Foundation
import ICalendar
import TestSupport
import Testing
import XCal

/// xmllint as a second opinion on what is written.
@Suite("xCal and xmllint", .needs(programs: "xmllint")) struct SchemaTests {
    @Test(.needsCorpus()) func `everything written is well-formed`() throws {
        let folder = try TemporaryFolder()
        var written: [URL] = []
        for (number, file) in Corpus.files(["ics", "vcs"]).enumerated() {
            var diagnostics = Diagnostics()
            guard let tree = try? ICalendarReader().read(try Corpus.bytes(file), diagnostics: &diagnostics) else {
                continue
            }
            var report = LossReport()
            written.append(try folder.write(XCalWriter().write(tree, report: &report), to: "\(number).xml"))
        }
        #expect(written.count > 100)
        let complaints = try Xmllint.complaints(["--noout", "--huge"] + written.map(\.path))
        #expect(complaints == "", "\(complaints)")
    }

    @Test(.needsCorpus("xcal/schema")) func `the lax schema accepts what is written`() throws {
        let schema = Corpus.file("xcal/schema/icalendar-2.0-lax.rng")
        let folder = try TemporaryFolder()
        var written: [URL] = []
        for (number, value) in XCalWriterTests.values.enumerated()
        where !Self.beyondSchema.contains(where: value.line.contains) {
            var diagnostics = Diagnostics()
            let text =
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n\(value.line)\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
            let tree = try ICalendarReader().read(Array(text.utf8), diagnostics: &diagnostics)
            var report = LossReport()
            written.append(try folder.write(XCalWriter().write(tree, report: &report), to: "\(number).xml"))
        }
        #expect(try Xmllint.complaints(["--noout", "--relaxng", schema.path] + written.map(\.path)) == "")
    }

    /// Lines for which RFC 6321 has no words: their elements are this package's own.
    private static let beyondSchema = ["3D-VIEW", "SILENT", "X-COLOUR"]
}

enum Xmllint {
    /// What xmllint prints but "validates".
    static func complaints(_ arguments: [String]) throws -> String {
        let lines = try Program.run("xmllint", arguments).errors.split(separator: "\n")
        return lines.filter { !$0.hasSuffix("validates") }.prefix(20).joined(separator: "\n")
    }
}
