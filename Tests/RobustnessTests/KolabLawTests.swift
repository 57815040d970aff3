import Comparing
import Foundation
import Kalends
import TestSupport
import Testing

/// Conversion to Kolab and back gives the same meaning, unless a report has a row `altered` or `dropped` on the item, component
/// and property.
@Suite("Ways through Kolab", .needsCorpus()) struct KolabLawTests {
    /// Every file under `KALENDS_SOAK`, else one in `step`, which keeps a run of the tests short.
    private func sample(_ extensions: Set<String>, oneIn step: Int) throws -> [String] {
        let all = Corpus.files(extensions)
        try #require(all.count > 50)
        let isSoak = ProcessInfo.processInfo.environment["KALENDS_SOAK"] != nil
        return isSoak ? all : all.enumerated().filter { $0.offset % step == 0 }.map(\.element)
    }

    /// What differs after the way through `target` without being reported; nil where the file cannot be read at all.
    private func differences(_ name: String, from source: CalendarFormat?, through target: CalendarFormat) throws
        -> [String]?
    {
        let converter = Converter()
        var diagnostics = Diagnostics(file: name)
        let bytes = try Corpus.bytes(name)
        guard let first = try? converter.read(bytes, from: source, name: name, diagnostics: &diagnostics) else {
            return nil
        }
        var report = LossReport()
        let outputs = converter.write([first], as: target, report: &report)
        guard !outputs.isEmpty else { return nil }
        var back: [CalendarDocument] = []
        for output in outputs { back.append(try converter.read(output.bytes, from: target, diagnostics: &diagnostics)) }
        var ignored = LossReport()
        var trees: [ComponentTree] = []
        if case .tree = first.content {
            trees = [converter.tree(of: [first], report: &ignored), converter.tree(of: back, report: &report)]
        } else {
            // Kolab again: what a Kolab folder then holds is what counts.
            let format = try #require(first.format)
            let again = converter.write(back, as: format, report: &report)
            let objects = try again.map { try converter.read($0.bytes, from: format, diagnostics: &diagnostics) }
            trees = [converter.tree(of: [first], report: &ignored), converter.tree(of: objects, report: &ignored)]
        }
        let rows = ReportedRows(altered: report)
        return CalendarDifference.between(trees[0], trees[1]).filter { !rows.unaccounted(of: $0).isEmpty }.map {
            "\(rows.unaccounted(of: $0)) of \($0.itemUID) \($0.path) -\($0.onlyInFirst) +\($0.onlyInSecond)"
        }
    }

    @Test(arguments: [CalendarFormat.kolab20, .kolab21])
    func `iCalendar means the same after a way through Kolab`(_ target: CalendarFormat) throws {
        for name in try sample(["ics"], oneIn: 7) {
            let found = try differences(name, from: .iCalendar, through: target) ?? []
            #expect(found.isEmpty, "\(name): \(found.prefix(3).map { $0.prefix(400) })")
        }
    }

    @Test(arguments: [CalendarFormat.iCalendar, .xCal])
    func `Kolab means the same after a way through calendars`(_ target: CalendarFormat) throws {
        for name in try sample(["xml", "mime", "eml"], oneIn: 2)
        where name.hasPrefix("kolab/") {
            let found = try differences(name, from: nil, through: target) ?? []
            #expect(found.isEmpty, "\(name): \(found.prefix(3).map { $0.prefix(400) })")
        }
    }
}
