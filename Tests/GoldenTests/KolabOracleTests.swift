import Comparing
import Foundation
import Kalends
import TestSupport
import Testing

/// The goldens of Kolab 2.1 as a reader sees them that shares no code with the package (Tests/Oracles/judge_kolab.py).
@Suite("Goldens of Kolab 2.1 as another reader sees them", .needsPython("icalendar")) struct KolabOracleTests {
    private struct Comparison: Encodable {
        var from: [String]
        var to: [String]
    }

    private struct Answer: Decodable {
        struct Difference: Decodable {
            var uid: String
            var day: String
            var property: String
        }

        var differences: [Difference]
    }

    private static func judge(_ comparisons: [Comparison]) throws -> [Answer] {
        let folder = try TemporaryFolder()
        let lines = try comparisons.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) + "\n" }
        let input = try folder.write("input", lines.joined())
        let judge = Repository.oracles.appending(path: "judge_kolab.py").path
        return try Python.run(judge, [input], with: ["icalendar"]).output.split(separator: "\n").map {
            try JSONDecoder().decode(Answer.self, from: Data($0.utf8))
        }
    }

    /// Items and properties of which a report has a row; what is preserved is in the object's extension fields, which the
    /// other reader does not know.
    private static func rows(_ report: LossReport) -> ReportedRows {
        ReportedRows(
            report.losses.map { ReportedRows.Row(uid: $0.uid, component: "VEVENT", property: $0.property) }
        )
    }

    private static func expectReported(_ answer: Answer, _ rows: [ReportedRows], _ name: String) {
        for difference in answer.differences {
            let isReported = rows.contains {
                $0.account(for: difference.property, in: ["VEVENT"], of: difference.uid)
            }
            #expect(isReported, "\(name): \(difference)")
        }
    }

    @Test func `every conversion to 2.1 means the same to another reader, but for what is reported`() throws {
        var pairs: [(pair: Pair, rows: [ReportedRows])] = []
        var comparisons: [Comparison] = []
        for pair in Pair.all where pair.target == .kolab21 || pair.source == .kolab21 && pair.target == .iCalendar {
            let calendar = pair.case.files(of: .iCalendar).map(\.path)
            guard !calendar.isEmpty else { continue }
            var rows = [Self.rows(try pair.case.converted(pair).report)]
            // An object's own source is the calendar, whose losses it has.
            for format in [pair.source, pair.target] where format == .kolab20 || format == .kolab21 {
                let own = Pair(case: pair.case, source: .iCalendar, target: format)
                rows.append(Self.rows(try own.case.converted(own).report))
            }
            let own = pair.case.files(of: pair.target, prefix: "converted/\(pair.name)")
            let files = (own.isEmpty ? pair.case.files(of: pair.target) : own).map(\.path)
            let source = pair.source == .kolab21 ? pair.case.files(of: .kolab21).map(\.path) : calendar
            comparisons.append(Comparison(from: source, to: files))
            pairs.append((pair, rows))
        }
        try #require(comparisons.count > 250)
        let answers = try Self.judge(comparisons)
        try #require(answers.count == comparisons.count)
        for ((pair, rows), answer) in zip(pairs, answers) { Self.expectReported(answer, rows, pair.testDescription) }
    }

    @Test func `every restored series in 2.1 means the same to another reader, but for what is reported`() throws {
        let folder = try TemporaryFolder()
        var comparisons: [Comparison] = []
        var rows: [ReportedRows] = []
        for restored in RestoreCase.all {
            let objects = String(
                decoding: try Repository.bytes(restored.folder.appending(path: "series.kolab-2.1.xml")),
                as: UTF8.self
            ).components(separatedBy: "\n\n")
            let paths = try objects.enumerated().map {
                try folder.write("\(restored.testDescription)/\($0.offset).xml", $0.element)
            }
            let calendar = restored.folder.appending(path: "series.ics")
            let report = try Converter().convert(Repository.bytes(calendar), from: .iCalendar, to: .kolab21).report
            rows.append(Self.rows(report))
            comparisons.append(Comparison(from: [calendar.path], to: paths))
        }
        try #require(comparisons.count > 5)
        for (index, answer) in try Self.judge(comparisons).enumerated() {
            Self.expectReported(answer, [rows[index]], RestoreCase.all[index].testDescription)
        }
    }
}
