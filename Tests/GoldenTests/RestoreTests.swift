import Foundation
import Kalends
import Testing

/// A folder of `fixtures/restore`: single occurrences, and the series that they are.
struct RestoreCase: Sendable, CustomTestStringConvertible {
    /// The formats with the names of their files.
    static let formats: [(format: CalendarFormat, file: String)] = [
        (.iCalendar, "series.ics"), (.kolab21, "series.kolab-2.1.xml"),
    ]

    static let all: [RestoreCase] = {
        let folder = ConversionCase.folder.deletingLastPathComponent().appending(path: "restore")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().map { RestoreCase(folder: folder.appending(path: $0)) }
    }()

    let folder: URL
    var testDescription: String { folder.lastPathComponent }

    /// The series of a file.
    func series(_ file: String) throws -> [ReadSeries] {
        var diagnostics = Diagnostics()
        let bytes = [UInt8](try Data(contentsOf: folder.appending(path: file)))
        let document = try Converter().read(bytes, name: file, diagnostics: &diagnostics)
        return Converter().series(in: [document], diagnostics: &diagnostics)
    }

    /// What restoring gives, the objects of a format that holds one joined by an empty line.
    func restored(as format: CalendarFormat) throws -> [UInt8] {
        var diagnostics = Diagnostics()
        let restoration = Converter().restore(try series("occurrences.ics"), for: format, diagnostics: &diagnostics)
        var report = LossReport()
        let document = CalendarDocument(format: format, content: .series(restoration.series))
        return Array(Converter().write([document], as: format, report: &report).map(\.bytes).joined(separator: [10]))
    }
}

@Suite("Restored series") struct RestoreTests {
    @Test(arguments: RestoreCase.all, RestoreCase.formats.map(\.file))
    func `occurrences give the expected series`(_ case: RestoreCase, _ file: String) throws {
        let format = try #require(RestoreCase.formats.first { $0.file == file }?.format)
        let expected = try [UInt8](Data(contentsOf: `case`.folder.appending(path: file)))
        let found = try `case`.restored(as: format)
        #expect(found == expected, "\(`case`.testDescription): \(String(decoding: found, as: UTF8.self))")
    }

    @Test(arguments: RestoreCase.all)
    func `the series takes place when its occurrences did`(_ case: RestoreCase) throws {
        #expect(try moments(of: "series.ics", `case`) == moments(of: "occurrences.ics", `case`))
    }

    private func moments(of file: String, _ case: RestoreCase) throws -> [String] {
        var diagnostics = Diagnostics()
        let expanded = Converter().expand(try `case`.series(file), diagnostics: &diagnostics)
        return OccurrenceMerge(expanded, in: .always).map { occurrence in
            "\(occurrence.start) \(occurrence.end?.description ?? "") \(occurrence.item.summary ?? "")"
        }
    }
}
