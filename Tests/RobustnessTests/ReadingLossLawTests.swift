import Foundation
import Kalends
import TestSupport
import Testing

/// No finding reports an omission without a row in the loss report.
@Suite("Findings and losses") struct ReadingLossLawTests {
    /// Words of findings about what is not in the output as it was in the input.
    private static let words = [
        "skipped", "dropped", "replaced", "first is used", "last is used", "kept as one",
        "its text alone",
        "ISO-8859-1", "the first type stands for all",
    ]
    /// Findings with such words after which nothing is missing: a lone semicolon, an element or a line without content.
    private static let harmless = ["an empty parameter", "an empty value", "blank line", "byte order mark"]
    /// Rows with an id that is not the finding's.
    private static let rows = ["structure-unbalanced": "line-no-colon"]

    @Test func `what a finding about a fixture skips is a row`() throws { try check(Repository.fixtures) }

    @Test(.needsCorpus()) func `what a finding about a file of the corpus skips is a row`() throws {
        try check(Corpus.folder)
    }

    private func check(_ folder: URL) throws {
        let files = Repository.files(
            ["ics", "vcs", "xml", "xcs", "xcal", "json", "jcal", "mime", "eml"],
            below: folder
        )
        var count = 0
        for name in files {
            var diagnostics = Diagnostics(file: name)
            let converter = Converter()
            guard
                let document = try? converter.read(
                    try Repository.bytes(folder.appending(path: name)),
                    name: name,
                    diagnostics: &diagnostics
                )
            else { continue }
            let findings = diagnostics.all.filter { finding in
                !Self.harmless.contains { finding.message.contains($0) }
                    && Self.words.contains { finding.message.contains($0) }
            }
            guard !findings.isEmpty else { continue }
            count += findings.count
            var report = LossReport()
            // Text keeps every byte, so it has to go where its lines are written anew.
            _ = converter.write([document], as: document.format == .iCalendar ? .jCal : .iCalendar, report: &report)
            for finding in findings {
                let ids = [finding.rule.rawValue, Self.rows[finding.rule.rawValue]]
                #expect(
                    report.losses.contains {
                        ids.contains($0.id.rawValue) && $0.location.line == finding.location.line
                    },
                    "\(finding) has no row"
                )
            }
        }
        #expect(count > 5)
    }
}
