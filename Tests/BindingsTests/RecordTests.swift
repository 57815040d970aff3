import Foundation
import TestSupport
import Testing

/// `convert --records`.
@Suite("Records") struct RecordTests {
    private static let calendar =
        #"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260101\r\nSUMMARY:A\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"#

    private func convert(_ records: String, _ options: String...) throws -> (
        rows: [[String: Any]], answer: Program.Answer
    ) {
        let answer = try Program.run(
            CommandUnderTest.path,
            ["convert", "--records", "-", "--to", "xcal"] + options,
            input: Array(records.utf8)
        )
        let rows = try answer.lines.map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        return (rows, answer)
    }

    @Test func `a record becomes one with the same id`() throws {
        let encoded = Data(Self.calendar.replacing(#"\r\n"#, with: "\r\n").utf8).base64EncodedString()
        let (rows, answer) = try convert(
            """
            {"id":"a","content":"\(Self.calendar)","format":"icalendar"}

            {"id":{"n":[1,2]},"contentBase64":"\(encoded)"}
            """
        )
        #expect(answer.status == 0 && rows.count == 2, "\(answer)")
        #expect(rows[0]["id"] as? String == "a" && rows[0]["format"] as? String == "xcal")
        #expect((rows[1]["id"] as? [String: [Int]]) == ["n": [1, 2]])
        for row in rows {
            #expect((row["content"] as? String)?.contains("<summary>") == true)
            #expect((row["items"] as? [String: Int]) == ["read": 1, "written": 1, "skipped": 0, "failed": 0])
        }
        // What was written can be read again.
        let again = try Program.run(
            CommandUnderTest.path,
            ["convert", "--records", "-", "--to", "kolab-2.1"],
            input: Array(answer.bytes)
        )
        #expect(again.status == 0 && again.lines.count == 2 && again.output.contains(#""uid":"1""#), "\(again)")
    }

    @Test func `what is wrong with a record is its error`() throws {
        let (rows, answer) = try convert(
            """
            {"id":1,"content":"no calendar"}
            {"id":2}
            {"id":3,"contentBase64":"?"}
            {"id":4,"content":"\(Self.calendar)","format":"none"}
            [5]
            {"id":6,"content":"\(Self.calendar)"}
            {"id":7,"content":"\(String(repeating: "x", count: 9000))"}
            \(String(repeating: "y", count: 80000))
            """,
            "--limit",
            "input-size=1000"
        )
        #expect(answer.status == 4 && rows.count == 8, "\(answer)")
        let messages = rows.map { ($0["error"] as? [String: Any])?["message"] as? String ?? "none" }
        for (message, words) in zip(
            messages,
            [
                "known format", "content or contentBase64", "not Base64", "unknown format", "not a JSON object", "none",
                "input-size", "input-size",
            ]
        ) {
            #expect(message.contains(words), "\(message)")
        }
        #expect(rows[5]["content"] != nil && rows[6]["id"] as? Int == 7)
    }

    @Test func `records keep their order, whatever the number of threads`() throws {
        let records = (0..<5000).map {
            #"{"id":\#($0),"content":"\#(Self.calendar.replacing("SUMMARY:A", with: "SUMMARY:\($0)"))"}"#
        }
        let text = records.joined(separator: "\n")
        let (rows, one) = try convert(text, "--jobs", "1")
        let (_, many) = try convert(text, "--jobs", "4")
        #expect(rows.compactMap { $0["id"] as? Int } == Array(0..<5000))
        #expect(one.bytes == many.bytes && many.status == 0)
    }

    @Test(.needs(programs: "parallel")) func `GNU parallel feeds it`() throws {
        let runner = try TemporaryFolder()
        let records = (0..<2000).map { #"{"id":\#($0),"content":"\#(Self.calendar)"}"# }
        try runner.write("records.jsonl", records.joined(separator: "\n") + "\n")
        let command = "parallel --will-cite --pipepart --arg-file records.jsonl --block 50k --jobs 2 --keep-order"
        let parallel = try runner.run(
            "bash",
            ["-c", "\(command) \"\(CommandUnderTest.path) convert --records - --to xcal\""]
        )
        let alone = try runner.run(CommandUnderTest.path, ["convert", "--records", "records.jsonl", "--to", "xcal"])
        #expect(
            parallel.status == 0 && parallel.bytes == alone.bytes && alone.lines.count == 2000,
            "\(parallel.errors)"
        )
    }

    @Test func `a file is written whole, and kept if it exists`() throws {
        let runner = try TemporaryFolder()
        try runner.write("records.jsonl", #"{"id":1,"content":"\#(Self.calendar)"}"#)
        let arguments = ["convert", "--records", "records.jsonl", "--to", "xcal", "--output", "out.jsonl"]
        #expect(try runner.run(CommandUnderTest.path, arguments).status == 0)
        #expect(try runner.text("out.jsonl").contains("<summary>"))
        #expect(try runner.run(CommandUnderTest.path, arguments).status == 4)
        #expect(try runner.run(CommandUnderTest.path, arguments + ["--overwrite"]).status == 0)
        #expect(try runner.run(CommandUnderTest.path, arguments + ["--report", "r"]).status == 2)
    }
}
