import Foundation
import TestSupport
import Testing

/// Folders full of files.
@Suite("Many files") struct ManyFilesTests {
    private static let forms = ["human", "github", "gitlab", "sarif", "junit", "checkstyle", "tap", "json", "jsonl"]

    /// A repository of hundreds of files in folders, some with findings.
    private func workplace() throws -> TemporaryFolder {
        let runner = try TemporaryFolder()
        for number in 0..<400 {
            let folder = "d\(number % 4)/e\(number / 4 % 5)/f\(number / 20 % 2)"
            try FileManager.default.createDirectory(
                at: runner.file(folder),
                withIntermediateDirectories: true
            )
            let lines = number % 3 == 0 ? "DTSTART:x" : "DTSTART:20260101T000000Z\r\nSUMMARY:a, \(number)"
            try runner.write(ReportText.calendar(lines), to: "\(folder)/\(number).ics")
        }
        return runner
    }

    @Test func `give the same report, byte for byte, whatever the number of threads`() throws {
        let runner = try workplace()
        for form in Self.forms {
            let reports = try ["1", "2", "8"].map { jobs in
                try runner.kalends("validate", ".", "--isolated", "--quiet", "--format", form, "--jobs", jobs).output
            }
            #expect(reports[0] == reports[1] && reports[1] == reports[2] && !reports[0].isEmpty, "\(form)")
        }
    }

    @Test(.needs(programs: "git")) func `are those that git does not ignore`() throws {
        let runner = try workplace()
        let root = "d1/\n/d2/e3/\n*7.ics\n!17.ics\nd0/**/f1/\n# no\nd3/*\n!d3/e1/\n"
        try runner.write(Array(root.utf8), to: ".gitignore")
        try runner.write(Array("e2\n!*7.ics\n/e4/f0/*\n!/e4/f0/*4.ics\n".utf8), to: "d2/.gitignore")
        let script =
            "git init -q . && git ls-files --others --exclude-standard '*.ics' | sort"
        let expected = try runner.run("bash", ["-c", script])
        let answer = try runner.kalends("validate", ".", "--isolated", "--quiet", "--format", "junit")
        let report = XMLReport()
        #expect(report.read(answer.output))
        let names = report.elements.filter { $0.name == "testcase" }.compactMap { $0.attributes["name"] }
        let wanted = expected.output.split(separator: "\n").map(String.init)
        #expect(Set(names) == Set(wanted) && wanted.count > 40 && wanted.count < 400)
    }
}
