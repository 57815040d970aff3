import Foundation
import TestSupport
import Testing

@Suite("SARIF") struct SARIFTests {
    private static let feed = ReportText.calendar("DTSTART:50%\r\nSUMMARY:<Büro>, then")
    private static let name = "a,b:c%.ics"

    /// A folder with every flagged example, files with odd names, and one that cannot be distinguished from noise.
    private func workplace() throws -> TemporaryFolder {
        let runner = try TemporaryFolder()
        try ReportText.writeExamples(to: runner)
        for name in ReportText.oddNames { try runner.write(Self.feed, to: name) }
        let braces = "DTSTART:{0} [here](1) \u{1B}[31m\u{1}\\\\ \"quoted\" \u{2028}\u{FEFF}\u{1F4C5}"
        try runner.write(ReportText.calendar(braces), to: "odd content.ics")
        return runner
    }

    private func run(_ text: String) throws -> [String: Any] {
        try #require((try ReportText.object(text)["runs"] as? [[String: Any]])?.first)
    }

    private func results(_ text: String) throws -> [[String: Any]] {
        try #require(try run(text)["results"] as? [[String: Any]])
    }

    @Test(.needsPython("jsonschema")) func `keeps to the schema, whatever is in the report`() throws {
        let runner = try workplace()
        func report(_ name: String, _ arguments: String...) throws {
            let common = ["--isolated", "--quiet", "--exit-zero", "--format", "sarif", "--output", name]
            _ = try runner.run(CommandUnderTest.path, ["validate"] + arguments + common)
        }
        _ = try runner.kalends("validate", ".", "--isolated", "--write-baseline", "base.json", "--quiet")
        try report("all.sarif", ".")
        try report("none.sarif", ".", "--select", "line-length", "--ignore", "line-length")
        try report("absolute.sarif", runner.path + "/odd content.ics", runner.path + "/a b.ics")
        try report("baseline.sarif", ".", "--baseline", "base.json")
        try report("missing.sarif", "a b.ics", "no such file.ics", "nor \u{1B}[1m{this}.ics")
        let names = ["all.sarif", "none.sarif", "absolute.sarif", "baseline.sarif", "missing.sarif"]
        let paths = ["Tests/Oracles/check_sarif.py", "fixtures/schemas/sarif-schema-2.1.0.json"].map {
            Repository.file($0).path
        }
        let answer = try runner.run(try #require(Python.path(with: ["jsonschema"])), paths + names)
        #expect(answer.status == 0, "\(answer.errors)")
        let rows = try answer.output.split(separator: "\n").map { try ReportText.object(String($0)) }
        #expect(rows.count == names.count)
        for row in rows { #expect((row["errors"] as? [String]) == [], "\(row)") }

        func text(_ name: String) throws -> String {
            try String(contentsOf: runner.file(name), encoding: .utf8)
        }
        #expect(try Set(results(text("all.sarif")).compactMap { $0["ruleId"] as? String }) == ReportText.ruleIDs)
        #expect(try results(text("none.sarif")).isEmpty)
        #expect(try results(text("baseline.sarif")).isEmpty)
        let invocation = try (run(text("missing.sarif"))["invocations"] as? [[String: Any]])?.first
        #expect(invocation?["executionSuccessful"] as? Bool == false)
        #expect((invocation?["toolExecutionNotifications"] as? [Any])?.count == 2)
        let messages = try results(text("absolute.sarif")).compactMap {
            ($0["message"] as? [String: Any])?["text"] as? String
        }
        #expect(messages.contains { $0.contains("{{0}} [here](1) \u{1B}[31m") })
    }

    @Test func `names rules, places and fingerprints`() throws {
        let runner = try TemporaryFolder()
        try runner.write(Self.feed, to: Self.name)
        let answer = try runner.kalends("validate", Self.name, "--format", "sarif", "--isolated", "--quiet")
        #expect(try ReportText.object(answer.output)["version"] as? String == "2.1.0")
        let run = try run(answer.output)
        #expect(run["columnKind"] as? String == "unicodeCodePoints")
        let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
        let rules = try #require(driver["rules"] as? [[String: Any]])
        #expect(rules.allSatisfy { ($0["helpUri"] as? String)?.hasPrefix("https://") == true })
        let results = try results(answer.output)
        #expect(results.count == 2)
        for (result, column) in zip(results, [9, 15]) {
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
            #expect((result["partialFingerprints"] as? [String: String])?.values.first?.count == 16)
            let location = try #require(
                (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
            )
            #expect((location["artifactLocation"] as? [String: String])?["uri"] == "a%2Cb%3Ac%25.ics")
            let region = try #require(location["region"] as? [String: Int])
            #expect(region["startLine"] ?? 0 > 6 && region["startColumn"] == column)
        }
    }

    @Test func `has no more results than code hosts take, the most severe first`() throws {
        let runner = try TemporaryFolder()
        let event = "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101\r\nDTSTART:20260105T090000\r\nEND:VEVENT\r\n"
        let calendar =
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + String(repeating: event, count: 1000)
            + "END:VCALENDAR\r\n"
        for number in 0..<10 { try runner.write(Array(calendar.utf8), to: "\(number).ics") }
        let answer = try runner.kalends("validate", ".", "--format", "sarif", "--isolated", "--quiet")
        let levels = try results(answer.output).compactMap { $0["level"] as? String }
        #expect(levels.count == 25_000)
        #expect(levels.prefix(19_990).allSatisfy { $0 == "error" } && levels.last == "note")
        let invocation = try (run(answer.output)["invocations"] as? [[String: Any]])?.first
        #expect(invocation?["executionSuccessful"] as? Bool == true && invocation?["toolExecutionNotifications"] != nil)
        try runner.write(Array(answer.output.utf8), to: "report.sarif")
        let packed = try runner.run("sh", ["-c", "gzip -c report.sarif | wc -c"])
        #expect(try #require(Int(packed.output.filter(\.isNumber))) < 10_000_000)
    }
}
