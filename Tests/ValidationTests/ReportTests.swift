import Foundation
import FoundationXML
import Testing

@Suite("Reports") struct ReportTests {
    private static let feed = Array(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:50%\r\nSUMMARY:<Büro>, then\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
            .utf8)
    private static let name = "a,b:c%.ics"

    private func report(_ format: String) throws -> String {
        let runner = try CommandRunner()
        defer { runner.remove() }
        try runner.write(Self.feed, to: Self.name)
        let answer = try runner.kalends("validate", Self.name, "--format", format, "--isolated", "--quiet")
        #expect(answer.status == 1 && answer.errors.isEmpty)
        return answer.output
    }

    private func json(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func `SARIF names rules, places and fingerprints`() throws {
        let log = try json(report("sarif"))
        #expect(log["version"] as? String == "2.1.0")
        let run = try #require((log["runs"] as? [[String: Any]])?.first)
        #expect(run["columnKind"] as? String == "unicodeCodePoints")
        let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
        let rules = try #require(driver["rules"] as? [[String: Any]])
        #expect(rules.allSatisfy { ($0["helpUri"] as? String)?.hasPrefix("https://") == true })
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(results.count == 2)
        for result in results {
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
            #expect((result["partialFingerprints"] as? [String: String])?.values.first?.count == 16)
            let location = try #require((result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
            #expect((location["artifactLocation"] as? [String: String])?["uri"] == "a%2Cb%3Ac%25.ics")
            let region = try #require(location["region"] as? [String: Int])
            #expect(region["startLine"] ?? 0 > 6 && region["startColumn"] == 9)
        }
    }

    @Test func `SARIF is read by the classes made of its schema`() throws {
        let runner = try CommandRunner()
        defer { runner.remove() }
        try runner.write(Self.feed, to: Self.name)
        _ = try runner.kalends("validate", Self.name, "--format", "sarif", "--output", "out.sarif", "--isolated", "--quiet")
        let check = CommandRunner.root.appendingPathComponent("Tests/Oracles/check_sarif.py").path
        let answer = try runner.run(CommandRunner.python, [check, "out.sarif"])
        if answer.status == 77 { return print("pydantic-sarif is missing: SARIF was not read by it") }
        #expect(answer.status == 0, "\(answer.errors)")
    }

    @Test func `no more results than code hosts take, the most severe first`() throws {
        let runner = try CommandRunner()
        defer { runner.remove() }
        let event = "BEGIN:VEVENT\r\nUID:a@b.c\r\nDTSTAMP:20260101T000000\r\nDTSTART:20260105T090000Z\r\nEND:VEVENT\r\n"
        let calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + String(repeating: event, count: 1000) + "END:VCALENDAR\r\n"
        for number in 0..<10 { try runner.write(Array(calendar.utf8), to: "\(number).ics") }
        let answer = try runner.kalends("validate", ".", "--format", "sarif", "--isolated", "--quiet")
        let run = try #require((try json(answer.output)["runs"] as? [[String: Any]])?.first)
        let levels = try #require(run["results"] as? [[String: Any]]).compactMap { $0["level"] as? String }
        #expect(levels.count == 25_000)
        #expect(levels.prefix(19_990).allSatisfy { $0 == "error" } && levels.last == "note")
        #expect(run["invocations"] != nil)
    }

    @Test func `GitHub annotations are escaped`() throws {
        let lines = try report("github").split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0] == "::error file=a%2Cb%3Ac%25.ics,line=7,col=9,title=value-date::“50%25” is no DATE-TIME")
    }

    @Test func `GitLab finds path, line and a fingerprint of its own for each finding`() throws {
        let rows = try #require(
            try JSONSerialization.jsonObject(with: Data(report("gitlab").utf8)) as? [[String: Any]])
        #expect(rows.map { $0["check_name"] as? String } == ["value-date", "text-escape"])
        #expect(Set(rows.compactMap { $0["fingerprint"] as? String }).count == 2)
        #expect(rows.map { $0["severity"] as? String } == ["major", "minor"])
        let location = rows[0]["location"] as? [String: Any]
        #expect(location?["path"] as? String == Self.name)
        #expect((location?["lines"] as? [String: Int])?["begin"] == 7)
    }

    @Test func `JUnit and checkstyle are read back as XML`() throws {
        let junit = ElementNames()
        #expect(junit.read(try report("junit")))
        #expect(junit.counts["testcase"] == 1 && junit.counts["failure"] == 2)
        let checkstyle = ElementNames()
        #expect(checkstyle.read(try report("checkstyle")))
        #expect(checkstyle.counts["file"] == 1 && checkstyle.counts["error"] == 2)
        #expect(checkstyle.attributes.contains { $0["line"] == "8" && $0["severity"] == "warning" })
    }

    @Test func `TAP counts files`() throws {
        let lines = try report("tap").split(separator: "\n")
        #expect(lines.first == "TAP version 14" && lines.last == "1..1")
        #expect(lines.contains("not ok 1 - a,b:c%.ics"))
    }

    @Test func `rows of JSON lines have their members`() throws {
        let members: Set<String> = [
            "file", "line", "column", "rule", "severity", "message", "component", "uid", "property", "fixable", "fingerprint",
        ]
        for line in try report("jsonl").split(separator: "\n") { #expect(Set(try json(String(line)).keys) == members) }
        let whole = try json(report("json"))
        #expect((whole["findings"] as? [Any])?.count == 2 && whole["schema_version"] as? Int == 1)
    }

    @Test func `fingerprints outlive other lines, and jobs change nothing`() throws {
        let runner = try CommandRunner()
        defer { runner.remove() }
        try runner.write(Self.feed, to: "a.ics")
        let moved = String(decoding: Self.feed, as: UTF8.self)
            .replacingOccurrences(of: "BEGIN:VEVENT", with: "X-OWN:1\r\nBEGIN:VEVENT")
        func fingerprints() throws -> [String] {
            try runner.kalends("validate", "a.ics", "--format", "jsonl", "--quiet").output.split(separator: "\n").compactMap {
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

/// Counts the elements of an XML document.
private final class ElementNames: NSObject, XMLParserDelegate {
    var counts: [String: Int] = [:]
    var attributes: [[String: String]] = []

    func read(_ text: String) -> Bool {
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        return parser.parse()
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        counts[name, default: 0] += 1
        self.attributes.append(attributes)
    }
}
