import Comparing
import Foundation
import Kalends
import TestSupport
import Testing

@Suite("Conversions") struct ConversionTests {
    @Test(arguments: Pair.all)
    func `converts to the expected bytes, losing only what is listed`(_ pair: Pair) throws {
        let (outputs, report) = try pair.case.converted(pair)
        let isExpected = outputs == pair.expected
        #expect(
            isExpected,
            "\(pair.testDescription): other bytes than expected; record anew and look at the difference"
        )
        #expect(ExpectedLosses.lines(of: report) == ExpectedLosses(of: pair.case).losses[pair.name] ?? [])
        #expect(report.read == report.written + report.skipped + report.failed)
    }

    @Test(arguments: Pair.all)
    func `there and back means the same, but for what was reported`(_ pair: Pair) throws {
        let converter = Converter()
        let first = try pair.case.document(pair.source, converter)
        var report = LossReport()
        let there = converter.write(first, as: pair.target, report: &report)
        var diagnostics = Diagnostics()
        let second = try there.map { try converter.read($0.bytes, from: pair.target, diagnostics: &diagnostics) }
        let back = converter.write(second, as: pair.source, report: &report)
        let third = try back.map { try converter.read($0.bytes, from: pair.source, diagnostics: &diagnostics) }
        var ignored = LossReport()
        let differences = CalendarDifference.between(
            converter.tree(of: first, report: &ignored),
            converter.tree(of: third, report: &ignored)
        )
        let rows = ReportedRows(altered: report)
        for difference in differences {
            let names = rows.unaccounted(of: difference)
            #expect(names.isEmpty, "\(pair.testDescription): \(names) \(difference)")
        }
    }

    @Test func `every case has a title and at least two formats`() {
        for `case` in ConversionCase.all {
            #expect(
                FileManager.default.fileExists(atPath: `case`.folder.appending(path: "case.json").path),
                "\(`case`.name)"
            )
            #expect(`case`.formats.count >= 2, "\(`case`.name)")
        }
    }
}
