import CalendarDiagnostics
import Foundation
import ICalendar
import TestSupport
import Testing
import XCal

@Suite("xCal over the corpus", .needsCorpus()) struct CorpusRoundTripTests {
    @Test func `iCalendar comes back from xCal with the same meaning`() throws {
        for name in Corpus.files(["ics", "vcs"]) {
            var diagnostics = Diagnostics()
            guard let tree = try? ICalendarReader().read(try Corpus.bytes(name), diagnostics: &diagnostics) else {
                continue
            }
            expectRoundTrip(tree, name)
        }
    }

    @Test func `xCal means what the iCalendar file beside it means`() throws {
        let files = Corpus.files(["xml", "xcal"], in: "xcal") + Corpus.files(["xml"], in: "kolab/libkolabxml")
        var found: [String: String] = [:]
        for name in files {
            var diagnostics = Diagnostics(file: name)
            let result = Result { try XCalReader().read(try Corpus.bytes(name), diagnostics: &diagnostics) }
            switch result {
            case .failure(let error): found[name] = "\(error)"
            case .success(let tree):
                expectRoundTrip(tree, name)
                let stem = name.replacingOccurrences(of: ".xcal.xml", with: "").replacingOccurrences(
                    of: ".xml",
                    with: ""
                )
                let beside = [stem, stem + ".ics"].first {
                    $0.hasSuffix(".ics") && FileManager.default.fileExists(atPath: Corpus.file($0).path)
                }
                guard let beside else { continue }
                var other = Diagnostics()
                let expected = try ICalendarReader().read(try Corpus.bytes(beside), diagnostics: &other)
                if Meaning.of(tree) != Meaning.of(expected) {
                    found[name] = difference(Meaning.of(expected), Meaning.of(tree))
                }
            }
        }
        KnownList("corpus-exceptions.txt").expect(found, of: files)
    }
}

/// Expects that writing as xCal and reading back changes nothing in meaning, whichever way the output is laid out.
func expectRoundTrip(_ tree: ComponentTree, _ name: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) {
    let expected = Meaning.of(tree)
    for isIndented in [true, false] {
        var options = XCalWriter.Options()
        options.isIndented = isIndented
        options.typesUntil = !isIndented
        var report = LossReport()
        let xml = XCalWriter(options).write(tree, report: &report)
        var diagnostics = Diagnostics(file: name)
        do {
            let back = try XCalReader().read(xml, diagnostics: &diagnostics)
            let found = Meaning.of(back)
            let isEqual = found == expected
            #expect(isEqual, "\(name)\n\(difference(expected, found))", sourceLocation: sourceLocation)
        } catch {
            Issue.record("\(name): \(error)", sourceLocation: sourceLocation)
        }
    }
}

/// The lines that differ.
func difference(_ expected: [String], _ found: [String]) -> String {
    let expected = expected.flatMap { $0.split(separator: "\n") }
    let found = found.flatMap { $0.split(separator: "\n") }
    return found.difference(from: expected).prefix(8).map { change in
        switch change {
        case .insert(_, let line, _): "+ \(line.prefix(300))"
        case .remove(_, let line, _): "- \(line.prefix(300))"
        }
    }.joined(separator: "\n")
}
