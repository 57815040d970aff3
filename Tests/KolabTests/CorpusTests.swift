import CalendarDiagnostics
import CalendarModel
import Foundation
import ICalendar
import TestSupport
import Testing

@testable import Kolab

/// Kolab → iCalendar → Kolab over real files and over our own malformed ones.
@Suite("Kolab files") struct CorpusTests {
    @Test func `every malformed object is read or refused, and comes back in meaning`() throws {
        let folder = Repository.file("fixtures/malformed/kolab")
        let files = Repository.files(["xml"], below: folder)
        #expect(files.count > 40)
        for name in files { try check(try Repository.bytes(folder.appending(path: name)), name) }
    }

    @Test(.needsCorpus("kolab")) func `every object of the corpus is read and comes back in meaning`() throws {
        var count = 0
        for path in Corpus.files(["xml", "mime", "eml"], in: "kolab") {
            guard let object = Self.object(in: String(decoding: try Corpus.bytes(path), as: UTF8.self)) else {
                continue
            }
            try check(Array(object.utf8), path)
            count += 1
        }
        #expect(count > 15)
    }

    /// The event, task or journal in a file or message, quoted-printable undone.
    private static func object(in text: String) -> String? {
        var text = text
        if text.contains("version=3D") {
            text = text.replacingOccurrences(of: "=\r\n", with: "").replacingOccurrences(of: "=\n", with: "")
                .replacingOccurrences(of: "=3D", with: "=")
        }
        for name in ["event", "task", "journal"] {
            guard let start = text.range(of: "<\(name) version"), let end = text.range(of: "</\(name)>") else {
                continue
            }
            return #"<?xml version="1.0" encoding="UTF-8"?>"# + text[start.lowerBound..<end.upperBound]
        }
        return nil
    }

    private func check(_ bytes: [UInt8], _ name: String) throws {
        var diagnostics = Diagnostics()
        let reader = KolabReader(options: .init(zones: Sample.zones))
        guard let series = try? reader.read(bytes, diagnostics: &diagnostics) else { return }
        for version in KolabVersion.allCases {
            // Format 2.0 has neither subevents nor zones, so their content in unusual spellings cannot be read back.
            if version == .v2_0, !series.overrides.isEmpty || elements(series).contains(where: { $0.contains("tz=") }) {
                continue
            }
            var losses: [Loss] = []
            let text = ICalendarWriter().write(
                CalendarAssembly(productIdentifier: "-//Test//EN").tree(of: series)
            )
            let tree = try ICalendarReader().read(text, diagnostics: &diagnostics)
            let lifted = Series.all(in: tree.components[0]).series
            #expect(lifted.count == 1, "\(name)")
            var again: [Series] = []
            for document in try lifted.flatMap({ try Sample.writer(version).write($0, losses: &losses) }) {
                again.append(try reader.read(document.bytes, diagnostics: &diagnostics))
            }
            let joined = KolabReader.joinDetached(again, zones: Sample.zones)
            #expect(Sample.differences([series], joined) == [], "\(name) \(version)")
            let (before, after) = (elements(series), elements(joined.first))
            #expect(before == after, "\(name) \(version)")
            #expect(!losses.contains { $0.action != .preserved }, "\(name) \(version) \(losses)")
        }
    }

    private func elements(_ series: Series?) -> [String] {
        (series?.items ?? []).flatMap(\.preserved.elements).map { $0.filter { !$0.isWhitespace } }.sorted()
    }
}
