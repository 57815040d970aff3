import CalendarDiagnostics
import ICalendar
import TestSupport
import Testing

@Suite("Corpus", .needsCorpus()) struct CorpusIdentityTests {
    @Test func `every calendar file is read, and written back byte for byte`() throws {
        let files = Corpus.files(["ics", "vcs"])
        var refused: [String] = []
        for file in files {
            let bytes = try Corpus.bytes(file)
            var diagnostics = Diagnostics(file: file)
            do {
                let tree = try ICalendarReader().read(bytes, diagnostics: &diagnostics)
                let isIdentical = ICalendarWriter().write(tree) == bytes
                #expect(isIdentical, "\(file)")
                // Lines that are none may join differently once they are folded anew.
                if tree.lines.contains(where: { $0.kind == .malformed }) { continue }
                let normalized = ICalendarWriter(normalizes: true).write(tree)
                var second = Diagnostics()
                let again = try ICalendarReader().read(normalized, diagnostics: &second)
                let isStable = ICalendarWriter(normalizes: true).write(again) == normalized
                #expect(isStable, "\(file)")
                #expect(again.lines.count == tree.lines.count, "\(file)")
            } catch {
                refused.append("\(file): \(error.message)")
            }
        }
        #expect(refused.count < files.count / 20, "\(refused)")
    }
}
