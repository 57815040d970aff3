import Comparing
import Foundation
import Kalends
import TestSupport
import Testing

/// A value is either the same after conversion to a format and back, or a row of the loss report names it; `diff`
/// reports the same as a comparison that shares no code with it.
@Suite("Same or reported") struct SameOrReportedTests {
    static let formats: [CalendarFormat] = [.xCal, .xCalBasic, .xCalDTD, .jCal, .kolab20, .kolab21]
    private static let known = KnownList("Known/same-or-reported.txt").entries

    private struct Way {
        var first: [UInt8]
        var back: [UInt8]
        var rows: ReportedRows
        var differences: [CalendarDifference]
    }

    /// The text before and after the way through a format; nil if it cannot be read as well-formed lines.
    private static func way(_ file: URL, _ target: CalendarFormat) throws -> Way? {
        let converter = Converter()
        var diagnostics = Diagnostics()
        let bytes = try Repository.bytes(file)
        guard bytes.count < 300_000,
            let document = try? converter.read(bytes, from: .iCalendar, diagnostics: &diagnostics)
        else { return nil }
        // Lines that only a tolerant reader understands are held against findings elsewhere.
        let harmless = diagnostics.all.allSatisfy { finding in
            finding.rule == "line-ending"
                ? finding.message.contains("bare LF")
                : ["line-byte-order-mark", "line-fold-split"].contains(finding.rule)
        }
        guard harmless else { return nil }
        var report = LossReport()
        let outputs = converter.write([document], as: target, report: &report)
        guard !outputs.isEmpty else { return nil }
        var back: [CalendarDocument] = []
        for output in outputs { back.append(try converter.read(output.bytes, from: target, diagnostics: &diagnostics)) }
        let tree = converter.tree(of: back, report: &report)
        report.merge(diagnostics.takeLosses())
        for document in back { report.merge(document.losses) }
        var ignored = LossReport()
        return Way(
            first: bytes,
            back: ICalendarWriter(normalizes: true).write(tree),
            rows: ReportedRows(altered: report),
            differences: CalendarDifference.between(converter.tree(of: [document], report: &ignored), tree)
        )
    }

    private static func check(_ folder: URL, _ names: [String], _ target: CalendarFormat) throws -> (
        ways: Int, found: [String: [String]]
    ) {
        var ways = 0
        var found: [String: [String]] = [:]
        for name in names {
            guard let way = try way(folder.appending(path: name), target) else { continue }
            ways += 1
            let independent = IndependentCalendar(way.first).differences(from: IndependentCalendar(way.back))
                // A definition of a zone that every machine knows may be omitted or added.
                .filter { !$0.path.hasPrefix("VTIMEZONE") }
            var lines = independent.filter { holder in
                let path = holder.path.split(separator: "/").map(String.init)
                return !way.rows.account(for: holder.property, in: path, of: holder.uid)
            }.sorted().map { "unreported: \($0)" }
            let ours = Set(
                way.differences.filter { !$0.path.hasPrefix("VTIMEZONE") }.flatMap { difference in
                    (difference.onlyInFirst + difference.onlyInSecond).map { line in
                        let path = difference.path.replacingOccurrences(of: "VCALENDAR/", with: "")
                        return IndependentCalendar.Holder(
                            path: path,
                            uid: "",
                            property: String(line.prefix { $0 != ":" && $0 != ";" })
                        )
                    }
                }
            )
            let theirs = Set(
                independent.map { holder in
                    IndependentCalendar.Holder(path: holder.path, uid: "", property: holder.property)
                }
            )
            // A component that is missing as a whole is one line of diff.
            let whole = Set(ours.filter { $0.path.hasSuffix($0.property) }.map(\.path))
            func isOfWhole(_ holder: IndependentCalendar.Holder) -> Bool {
                whole.contains { holder.path == $0 || holder.path.hasPrefix($0 + "/") }
            }
            lines += theirs.subtracting(ours).filter { !isOfWhole($0) }.sorted().map { "diff is silent on \($0)" }
            lines += ours.subtracting(theirs).filter { !isOfWhole($0) }.sorted().map { "only diff speaks of \($0)" }
            if !lines.isEmpty { found["\(folder.lastPathComponent)/\(name) \(target.rawValue)"] = lines }
        }
        return (ways, found)
    }

    private static func expectNothingNew(_ found: [String: [String]]) {
        for (key, lines) in found.sorted(by: { $0.key < $1.key }) where known[key] == nil {
            Issue.record("\(key): \(lines.prefix(6).joined(separator: "; "))")
        }
    }

    @Test(arguments: formats) func `fixtures`(_ target: CalendarFormat) throws {
        let names = Repository.files(["ics"], below: Repository.fixtures)
        let (ways, found) = try Self.check(Repository.fixtures, names, target)
        #expect(ways > 50)
        Self.expectNothingNew(found)
    }

    @Test(.needsCorpus(), arguments: formats) func `the corpus`(_ target: CalendarFormat) throws {
        let all = Corpus.files(["ics"])
        let isSoak = ProcessInfo.processInfo.environment["KALENDS_SOAK"] != nil
        let names = all.enumerated().filter { isSoak || $0.offset % 9 == 0 }.map(\.element)
        let (ways, found) = try Self.check(Corpus.folder, names, target)
        #expect(ways > 20)
        Self.expectNothingNew(found)
    }
}
