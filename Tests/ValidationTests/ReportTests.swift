import Foundation
import TestSupport
import Testing

@Suite("Reports") struct ReportTests {
    private static let feed = Array(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:50%\r\nSUMMARY:<Büro>, then\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
            .utf8
    )
    private static let name = "a,b:c%.ics"

    private func report(_ format: String, failLevel: String = "error") throws -> String {
        let runner = try TemporaryFolder()
        try runner.write(Self.feed, to: Self.name)
        let answer = try runner.kalends(
            "validate",
            Self.name,
            "--format",
            format,
            "--fail-level",
            failLevel,
            "--isolated",
            "--quiet"
        )
        #expect(answer.status == 1 && answer.errors.isEmpty)
        return answer.output
    }

    private func json(_ text: String) throws -> [String: Any] { try ReportText.object(text) }

    @Test func `GitHub annotations are escaped`() throws {
        let lines = try report("github").split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0] == "::error file=a%2Cb%3Ac%25.ics,line=7,col=9,title=value-date::“50%25” is not a DATE-TIME")
    }

    @Test func `GitLab finds path, line and a fingerprint of its own for each finding`() throws {
        let rows = try #require(
            try JSONSerialization.jsonObject(with: Data(report("gitlab").utf8)) as? [[String: Any]]
        )
        #expect(rows.map { $0["check_name"] as? String } == ["value-date", "text-escape"])
        #expect(Set(rows.compactMap { $0["fingerprint"] as? String }).count == 2)
        #expect(rows.map { $0["severity"] as? String } == ["major", "minor"])
        let location = rows[0]["location"] as? [String: Any]
        #expect(location?["path"] as? String == Self.name)
        #expect((location?["lines"] as? [String: Int])?["begin"] == 7)
    }

    @Test func `JUnit and checkstyle are read back as XML`() throws {
        let junit = XMLReport()
        #expect(junit.read(try report("junit", failLevel: "warning")))
        #expect(junit.count("testcase") == 1 && junit.count("failure") == 2)
        let checkstyle = XMLReport()
        #expect(checkstyle.read(try report("checkstyle")))
        #expect(checkstyle.count("file") == 1 && checkstyle.count("error") == 2)
        #expect(checkstyle.elements.contains { $0.attributes["line"] == "8" && $0.attributes["severity"] == "warning" })
    }

    @Test func `what does not fail the run fails no test`() throws {
        let junit = XMLReport()
        #expect(junit.read(try report("junit")))
        #expect(junit.count("failure") == 1 && junit.count("system-out") == 1)
    }

    @Test func `TAP counts files`() throws {
        let lines = try report("tap").split(separator: "\n")
        #expect(lines.first == "TAP version 14" && lines.last == "1..1")
        #expect(lines.contains("not ok 1 - a,b:c%.ics"))
    }

    @Test func `rows of JSON lines have their members`() throws {
        let members = [
            "file", "line", "column", "rule", "severity", "message", "component", "uid", "property", "fixable",
            "fingerprint",
        ]
        for line in try report("jsonl").split(separator: "\n") {
            let places = members.map { line.range(of: "\"\($0)\":")?.lowerBound ?? line.endIndex }
            #expect(try json(String(line)).count == members.count && places == places.sorted(), "\(line)")
        }
        let whole = try json(report("json"))
        #expect((whole["findings"] as? [Any])?.count == 2 && whole["schema_version"] as? Int == 1)
    }

    @Test func `fingerprints outlive other lines, and jobs change nothing`() throws {
        let runner = try TemporaryFolder()
        try runner.write(Self.feed, to: "a.ics")
        let moved = String(decoding: Self.feed, as: UTF8.self)
            .replacingOccurrences(of: "BEGIN:VEVENT", with: "X-OWN:1\r\nBEGIN:VEVENT")
        func fingerprints() throws -> [String] {
            try runner.kalends("validate", "a.ics", "--format", "jsonl", "--quiet").output.split(separator: "\n")
                .compactMap {
                    try json(String($0))["fingerprint"] as? String
                }
        }
        let before = try fingerprints()
        try runner.write(Array(moved.utf8), to: "a.ics")
        #expect(try fingerprints() == before)
        for number in 0..<40 { try runner.write(Self.feed, to: "f\(number).ics") }
        let one = try runner.kalends("validate", ".", "--jobs", "1", "--quiet").output
        #expect(try runner.kalends("validate", ".", "--jobs", "4", "--quiet").output == one)
    }
}
