import Foundation
import Kalends
import TestSupport
import Testing

/// A format is one row: it has a fixture, and nothing outside of its folder asks which format it is.
@Suite("Rows of formats") struct FormatRowTests {
    private static let folder = Repository.fixtures.appending(path: "formats")

    /// The file of `fixtures/formats` that is named after a format.
    private func fixture(of row: FormatRow) throws -> [UInt8] {
        let name = "\(row.name).\(try #require(row.extensions.first))"
        let file = Self.folder.appending(path: name)
        try #require(FileManager.default.fileExists(atPath: file.path), "fixtures/formats lacks \(name)")
        return try Repository.bytes(file)
    }

    @Test(arguments: CalendarFormat.allCases)
    func `its fixture is recognised and read`(_ format: CalendarFormat) throws {
        let row = FormatRegistry.row(of: format)
        try #require(row.isRead)
        let bytes = try fixture(of: row)
        let head = Array(bytes.prefix(FormatDetection.headSize))
        #expect(FormatDetection.format(name: "", head: head) == format.readingFormat)
        var diagnostics = Diagnostics()
        let document = try Converter().read(bytes, from: format, diagnostics: &diagnostics)
        let master = Converter().series(in: [document], diagnostics: &diagnostics).first?.series.master
        #expect(master?.uid == "standup@example.com")
        #expect(master?.summary == "Standup")
        #expect(master?.location == "Room 4")
        #expect(master?.start == .utc(CivilDateTime(secondsSinceEpoch: 1_774_861_200)))
    }

    @Test(arguments: FormatRegistry.rows.filter(\.isWritten).map(\.format))
    func `its fixture is what is written of iCalendar text`(_ format: CalendarFormat) throws {
        let text = try fixture(of: FormatRegistry.row(of: .iCalendar))
        let result = try Converter().convert(text, from: .iCalendar, to: format)
        #expect(result.bytes == (try fixture(of: FormatRegistry.row(of: format))))
    }

    @Test func `every fixture belongs to a format`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(
            Set(names.map { String($0[..<($0.lastIndex(of: ".") ?? $0.endIndex)]) })
                == Set(CalendarFormat.allCases.map(\.rawValue))
        )
    }

    @Test func `a name belongs to one format`() {
        for format in CalendarFormat.allCases { #expect(CalendarFormat(rawValue: format.rawValue) == format) }
        #expect(CalendarFormat(rawValue: "vcard") == nil)
        #expect(Set(CalendarFormat.allCases).count == CalendarFormat.allCases.count)
    }
}

/// Comparisons with a format, and cases of a switch over formats, in the sources.
@Suite("Places that name formats") struct FormatPlacesTests {
    /// Files outside of the folder of formats with enumerations of their own whose cases are named like formats.
    private static let others: Set<String> = [
        // The forms of a part of a mail message.
        "Kolab/KolabMail/Kolab/ObjectEvidence.swift", "Kolab/Migration/Message/StoredObject.swift",
        "Quality/Validation/Engine/Validator+Messages.swift",
        // The readers that name findings.
        "Quality/Validation/Rules/ReportedNames.swift",
    ]

    @Test func `only the folder of a format asks for it`() throws {
        let sources = Repository.file("Sources")
        let names = "(iCalendar|vCalendar|xCal|xCalBasic|xCalDTD|jCal|kolab20|kolab21|v2_0|v2_1)"
        let question = try NSRegularExpression(
            pattern: #"(==|!=|~=|\bcase)\s*\w*\.\#(names)\b|\[\w*\.\#(names)\b[^\]]*\]\.contains"#
        )
        var found: Set<String> = []
        let files = Repository.files(["swift"], below: sources)
        try #require(files.count > 300)
        for file in files where !file.hasPrefix("Tool/Kalends/Formats/") {
            let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
            for line in text.split(separator: "\n").map({ String($0.prefix { $0 != "/" }) })
            where question.firstMatch(in: line, range: NSRange(line.startIndex..., in: line)) != nil {
                found.insert(file)
            }
        }
        #expect(found == Self.others, "\(found.symmetricDifference(Self.others).sorted())")
    }
}
