import TestSupport
import Testing

/// Findings as people see them on a terminal.
@Suite("Reports for people") struct HumanReportTests {
    private func report(_ lines: String, name: String = "a.ics", _ arguments: String...) throws -> [String] {
        let runner = try TemporaryFolder()
        try runner.write(ReportText.calendar(lines), to: name)
        let answer = try runner.run(CommandUnderTest.path, ["validate", name, "--isolated", "--quiet"] + arguments)
        return answer.output.split(separator: "\n").map(String.init)
    }

    /// The columns from `start` that a mark covers.
    private func mark(_ lines: [String]) -> (start: Int, length: Int)? {
        guard let line = lines.first(where: { $0.contains("^") }), let caret = line.firstIndex(of: "^") else {
            return nil
        }
        return (line.distance(from: line.startIndex, to: caret), line[caret...].count)
    }

    @Test func `the mark stands below what it speaks of, however wide the characters are`() throws {
        // Two columns for each character of the name, none for the accent, and a gutter of seven.
        let lines = try report(
            "DTSTART:20260101T000000Z\r\nATTENDEE;CN=日本e\u{301};PARTSTAT=ACCEPTED;CUTYPE=x y:mailto:a@example.com",
            "--select",
            "value-enumeration"
        )
        let found = try #require(mark(lines), "\(lines)")
        #expect(found.start == 7 + "ATTENDEE;CN=日本e;PARTSTAT=ACCEPTED;".count + 2, "\(lines)")
    }

    @Test func `wide characters are marked over their width`() throws {
        let lines = try report("DTSTART:日本", "--select", "value-date")
        #expect(mark(lines).map { $0 == (7 + "DTSTART:".count, 4) } == true, "\(lines)")
    }

    @Test func `nothing in a file or its name moves a cursor`() throws {
        let lines = try report("DTSTART:\u{1B}[31mred\u{202E}\u{9B}", name: "\u{1B}[2Jname.ics")
        #expect(lines.contains { $0.contains("value-date") })
        for line in lines {
            #expect(!line.unicodeScalars.contains { ["\u{1B}", "\u{202E}", "\u{9B}"].contains($0) }, "\(line)")
        }
    }

    @Test func `a long line is shown in part`() throws {
        let lines = try report(
            "DTSTART:20260101T000000Z\r\nDESCRIPTION:" + String(repeating: "x", count: 100_000),
            "--select",
            "line-length"
        )
        #expect(lines.allSatisfy { $0.count < 200 } && lines.contains { $0.hasSuffix("…") })
    }

    @Test func `colour comes only where it is asked for`() throws {
        #expect(try !report("DTSTART:x").joined().contains("\u{1B}"))
        #expect(try report("DTSTART:x", "--color", "always").joined().contains("\u{1B}[1;31merror"))
    }

    @Test func `what a hostile file says is not said again in full`() throws {
        let long = String(repeating: "Z", count: 100_000)
        for line in [
            "DTSTART;TZID=\(long):20260101T000000", "STATUS:\(long)", "X-\(long):a\r\nUID:\(long)\r\nDTSTART:x",
        ] {
            #expect(try report(line, "--format", "jsonl").allSatisfy { $0.utf8.count < 3000 })
        }
    }
}
