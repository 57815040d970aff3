import Foundation
import Kalends
import TestSupport
import Testing

/// Files of other projects through the façade.
@Suite("Corpus through the façade", .needsCorpus()) struct CorpusTests {
    @Test func `every calendar file is read, or refused for a listed reason`() throws {
        let known = KnownList("Known/corpus-refused.txt").entries
        let files = Corpus.files(["ics", "vcs", "xml", "xcs", "xcal", "mime", "eml"])
        var refused: [String: String] = [:]
        for name in files {
            var diagnostics = Diagnostics(file: name)
            do {
                _ = try Converter().read(try Corpus.bytes(name), name: name, diagnostics: &diagnostics)
            } catch let error as ReadError {
                refused[name] = error.rule.rawValue
            }
        }
        #expect(refused == known.mapValues { $0[0] })
    }

    @Test func `iCalendar means the same after a way through xCal`() throws {
        let known = KnownList("Known/corpus-through-xcal.txt").entries
        for name in Corpus.files(["ics", "vcs"]) {
            let converter = Converter()
            var diagnostics = Diagnostics()
            guard
                let first = try? converter.read(
                    try Corpus.bytes(name),
                    from: .iCalendar,
                    name: name,
                    diagnostics: &diagnostics
                )
            else { continue }
            var report = LossReport()
            let xCal = converter.write([first], as: .xCal, report: &report)[0].bytes
            var differences: [String]
            do {
                let second = try converter.read(xCal, from: .xCal, name: name, diagnostics: &diagnostics)
                var ignored = LossReport()
                differences = CalendarDifference.between(
                    converter.tree(of: [first], report: &ignored),
                    converter.tree(of: [second], report: &ignored)
                ).map { "\($0.path) -\($0.onlyInFirst) +\($0.onlyInSecond)" }
            } catch {
                differences = ["\(error)"]
            }
            // What is altered or dropped by the report may differ; letters that were guessed at are the same on both
            // sides.
            if report.losses.contains(where: { $0.action != .preserved && $0.id != "invalid-utf8" }) { continue }
            #expect(
                differences.isEmpty == (known[name] == nil),
                "\(name): \(differences.prefix(3).map { $0.prefix(300) })"
            )
        }
    }

    @Test func `iCalendar goes to Kolab with every item accounted for`() throws {
        for name in Corpus.files(["ics", "vcs"]) {
            for target in [CalendarFormat.kolab20, .kolab21] {
                guard
                    let result = try? Converter().convert(
                        try Corpus.bytes(name),
                        from: .iCalendar,
                        to: target,
                        name: name
                    )
                else { continue }
                let report = result.report
                #expect(report.read == report.written + report.skipped + report.failed, "\(name) to \(target)")
                for output in result.outputs {
                    var diagnostics = Diagnostics()
                    #expect(throws: Never.self, "\(name) to \(target)") {
                        try Converter().read(output.bytes, from: target, diagnostics: &diagnostics)
                    }
                }
            }
        }
    }

    /// Kolab objects with the iCalendar file that their own project made of them: `x.ics.mime` next to `x.ics`.
    @Test func `Kolab means what the iCalendar file beside it means, but for what is listed`() throws {
        let known = KnownList("Known/kolab-pairs.txt").entries
        let names = Corpus.files(["mime"], in: "kolab").filter { $0.hasSuffix(".ics.mime") }
        for name in names {
            let beside = String(name.dropLast(5))
            var diagnostics = Diagnostics()
            let converter = Converter()
            do {
                let object = try converter.read(try Corpus.bytes(name), name: name, diagnostics: &diagnostics)
                let text = try converter.read(
                    try Corpus.bytes(beside),
                    from: .iCalendar,
                    name: beside,
                    diagnostics: &diagnostics
                )
                var ignored = LossReport()
                let differences = CalendarDifference.between(
                    converter.tree(of: [text], report: &ignored),
                    converter.tree(of: [object], report: &ignored)
                )
                let properties = Set(
                    differences.flatMap { $0.onlyInFirst + $0.onlyInSecond }.map { line in
                        String(line.prefix { $0 != ":" && $0 != ";" })
                    }
                )
                let listed = Set(known[name]?.first?.split(separator: " ").map(String.init) ?? [])
                #expect(
                    properties == listed,
                    "\(name):\n\(differences.map { "\($0.path) -\($0.onlyInFirst) +\($0.onlyInSecond)" }.joined(separator: "\n"))"
                )
            } catch {
                #expect(known[name]?.first == "refused", "\(name): \(error)")
            }
        }
    }
}
