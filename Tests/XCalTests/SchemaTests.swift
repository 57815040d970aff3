import CalendarDiagnostics
import Foundation
import ICalendar
import Testing
import XCal

/// xmllint as a second opinion on what is written.
@Suite("xCal and xmllint", .enabled(if: Xmllint.isPresent, "xmllint is absent")) struct SchemaTests {
    @Test func `everything written is well-formed`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "xcal-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = Corpus.files(["ics", "vcs"])
        Corpus.announce(files, "well-formedness by xmllint")
        guard !files.isEmpty else { return }
        var written: [URL] = []
        for (number, file) in files.enumerated() {
            var diagnostics = Diagnostics()
            guard let tree = try? ICalendarReader().read(try Corpus.bytes(file), diagnostics: &diagnostics) else {
                continue
            }
            var report = LossReport()
            let target = folder.appending(path: "\(number).xml")
            try Data(XCalWriter().write(tree, report: &report)).write(to: target)
            written.append(target)
        }
        if written.isEmpty { return }
        let complaints = try Xmllint.complaints(["--noout", "--huge"] + written.map(\.path))
        #expect(complaints == "", "\(complaints)")
    }

    @Test func `the lax schema accepts what is written`() throws {
        let schema = Corpus.folder.appending(path: "xcal/schema/icalendar-2.0-lax.rng")
        guard FileManager.default.fileExists(atPath: schema.path) else {
            print("corpus absent: the lax schema not tested")
            return
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "xcal-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var written: [URL] = []
        for (number, value) in XCalWriterTests.values.enumerated()
        where !Self.beyondSchema.contains(where: value.line.contains) {
            var diagnostics = Diagnostics()
            let text =
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n\(value.line)\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
            let tree = try ICalendarReader().read(Array(text.utf8), diagnostics: &diagnostics)
            var report = LossReport()
            let target = folder.appending(path: "\(number).xml")
            try Data(XCalWriter().write(tree, report: &report)).write(to: target)
            written.append(target)
        }
        #expect(try Xmllint.complaints(["--noout", "--relaxng", schema.path] + written.map(\.path)) == "")
    }

    /// Lines for which RFC 6321 has no words: their elements are this package's own.
    private static let beyondSchema = ["3D-VIEW", "SILENT", "X-COLOUR"]
}

enum Xmllint {
    static let path = "/usr/bin/xmllint"
    static var isPresent: Bool { FileManager.default.isExecutableFile(atPath: path) }

    /// What xmllint says beyond "validates".
    static func complaints(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let output = Pipe()
        process.standardError = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
        return lines.filter { !$0.hasSuffix("validates") }.prefix(20).joined(separator: "\n")
    }
}
