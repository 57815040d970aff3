import Foundation
import TestSupport
import Testing

/// Every form of a report, parsed back, has the same content for the same files.
@Suite("Reports of the same files") struct ReportAgreementTests {
    /// What every form has to contain of a finding.
    private struct Row: Hashable {
        var file: String
        var line: Int
        var column: Int
        var rule: String
        var severity: String
        var message: String
    }

    /// Runs the command over examples of all rules and files with odd names.
    private func report(_ form: String) throws -> String {
        let runner = try TemporaryFolder()
        try ReportText.writeExamples(to: runner)
        let feed = ReportText.calendar("DTSTART:50%\r\nSUMMARY:<Büro>, then\r\nSTATUS:\u{1B}[31m]]>&amp;::a,%0A")
        for name in ReportText.oddNames { try runner.write(feed, to: name) }
        let answer = try runner.kalends(
            "validate",
            ".",
            "--format",
            form,
            "--fail-level",
            "info",
            "--isolated",
            "--quiet"
        )
        #expect(answer.status == 1 && answer.errors.isEmpty, "\(form): \(answer.errors)")
        return answer.output
    }

    private func row(_ object: [String: Any]) throws -> Row {
        Row(
            file: try #require(object["file"] as? String),
            line: try #require(object["line"] as? Int),
            column: try #require(object["column"] as? Int),
            rule: try #require(object["rule"] as? String),
            severity: try #require(object["severity"] as? String),
            message: try #require(object["message"] as? String)
        )
    }

    private func expected() throws -> [Row] {
        try report("jsonl").split(separator: "\n").map { try row(ReportText.object(String($0))) }
    }

    @Test func `json`() throws {
        let findings = try #require(try ReportText.object(report("json"))["findings"] as? [[String: Any]])
        #expect(try findings.map(row) == expected())
    }

    @Test func `sarif`() throws {
        let run = try #require((try ReportText.object(report("sarif"))["runs"] as? [[String: Any]])?.first)
        let found = try #require(run["results"] as? [[String: Any]]).map { result in
            let location = try #require(
                (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
            )
            let region = try #require(location["region"] as? [String: Int])
            let level = try #require(result["level"] as? String)
            let text = try #require((result["message"] as? [String: String])?["text"])
            return Row(
                file: try #require(
                    (location["artifactLocation"] as? [String: String])?["uri"]?.removingPercentEncoding
                ),
                line: region["startLine"] ?? 0,
                column: region["startColumn"] ?? 0,
                rule: try #require(result["ruleId"] as? String),
                severity: level == "note" ? "info" : level,
                message: text.replacingOccurrences(of: "{{", with: "{").replacingOccurrences(of: "}}", with: "}")
            )
        }
        #expect(try found == expected())
    }

    @Test func `gitlab`() throws {
        let rows = try #require(try JSONSerialization.jsonObject(with: Data(report("gitlab").utf8)) as? [[String: Any]])
        #expect(Set(rows.compactMap { $0["fingerprint"] as? String }).count == rows.count)
        let severities = ["major": "error", "minor": "warning", "info": "info"]
        let found = try rows.map { row in
            let location = try #require(row["location"] as? [String: Any])
            return Row(
                file: try #require(location["path"] as? String),
                line: try #require((location["lines"] as? [String: Int])?["begin"]),
                column: 0,
                rule: try #require(row["check_name"] as? String),
                severity: try #require(severities[row["severity"] as? String ?? ""]),
                message: try #require(row["description"] as? String)
            )
        }
        #expect(try found == expected().map { withoutColumn($0) })
    }

    private func withoutColumn(_ row: Row) -> Row {
        var row = row
        row.column = 0
        return row
    }

    @Test func `github`() throws {
        func plain(_ text: some StringProtocol) -> String {
            var text = String(text)
            for (escape, character) in [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")] {
                text = text.replacingOccurrences(of: escape, with: character)
            }
            return text
        }
        let found = try report("github").split(separator: "\n").map { line in
            #expect(line.hasPrefix("::"))
            let parts = line.dropFirst(2).split(separator: "::", maxSplits: 1)
            let head = parts[0].split(separator: " ", maxSplits: 1)
            let pairs = head[1].split(separator: ",").map { $0.split(separator: "=", maxSplits: 1) }
            let values = Dictionary(uniqueKeysWithValues: pairs.map { (String($0[0]), plain($0[1])) })
            return Row(
                file: try #require(values["file"]),
                line: try #require(Int(values["line"] ?? "")),
                column: try #require(Int(values["col"] ?? "")),
                rule: try #require(values["title"]),
                severity: head[0] == "notice" ? "info" : String(head[0]),
                message: plain(parts[1])
            )
        }
        // Errors are first, as only the first ten of a kind are shown.
        let expected = try expected().map { forLogs($0) }
        #expect(Set(found) == Set(expected) && found.count == expected.count)
    }

    /// What a log shows of a finding: nothing that a terminal would act upon.
    private func forLogs(_ row: Row) -> Row {
        func clean(_ text: String) -> String {
            String(
                String.UnicodeScalarView(
                    text.unicodeScalars.map { scalar in
                        let isShown =
                            "\n\t\r\u{200C}\u{200D}".unicodeScalars.contains(scalar)
                            || ![.control, .format].contains(scalar.properties.generalCategory)
                        return isShown ? scalar : "\u{FFFD}"
                    }
                )
            )
        }
        var row = row
        (row.file, row.message) = (clean(row.file), clean(row.message))
        return row
    }

    @Test func `checkstyle`() throws {
        let reader = XMLReport()
        #expect(reader.read(try report("checkstyle")))
        let found = try reader.elements.filter { $0.name == "error" }.map { element in
            Row(
                file: element.parent["name"] ?? "",
                line: try #require(Int(element.attributes["line"] ?? "")),
                column: try #require(Int(element.attributes["column"] ?? "")),
                rule: String((element.attributes["source"] ?? "").dropFirst("kalends.".count)),
                severity: element.attributes["severity"] ?? "",
                message: element.attributes["message"] ?? ""
            )
        }
        #expect(try found == expected().map { forXML($0) })
    }

    @Test func `junit`() throws {
        let reader = XMLReport()
        #expect(reader.read(try report("junit")))
        let found = try reader.elements.filter { $0.name == "failure" }.map { element in
            let (file, rule) = (element.parent["name"] ?? "", element.attributes["type"] ?? "")
            let message = element.attributes["message"] ?? ""
            #expect(element.text.hasPrefix(file + ":") && element.text.hasSuffix(": \(message) [\(rule)]"))
            let words = element.text.dropFirst(file.count + 1).split(separator: ":", maxSplits: 3)
            return Row(
                file: file,
                line: try #require(Int(words[0])),
                column: try #require(Int(words[1])),
                rule: rule,
                severity: words[2].trimmingCharacters(in: .whitespaces),
                message: message
            )
        }
        #expect(try found == expected().map { forXML($0) })
    }

    /// XML has no words for some characters.
    private func forXML(_ row: Row) -> Row {
        func clean(_ text: String) -> String {
            String(
                String.UnicodeScalarView(
                    text.unicodeScalars.map {
                        $0.value < 0x20 && !"\n\t\r".unicodeScalars.contains($0) ? "\u{FFFD}" : $0
                    }
                )
            )
        }
        var row = row
        (row.file, row.message) = (clean(row.file), clean(row.message))
        return row
    }

    @Test func `tap`() throws {
        let text = try report("tap")
        let lines = text.split(separator: "\n")
        let results = lines.filter { $0.hasPrefix("ok ") || $0.hasPrefix("not ok ") }
        #expect(lines.last == "1..\(results.count)")
        for (number, line) in results.enumerated() { #expect(line.contains("ok \(number + 1) - ")) }
        func values(_ key: String) -> [String] {
            lines.filter { $0.hasPrefix("\(key): ") }.map { String($0.dropFirst(key.count + 2)) }
        }
        let rows = try expected()
        #expect(values("    - rule") == rows.map(\.rule))
        #expect(values("      line") == rows.map { String($0.line) })
        #expect(values("      column") == rows.map { String($0.column) })
        let messages = try values("      message").map { quoted in
            try JSONSerialization.jsonObject(with: Data(quoted.utf8), options: .fragmentsAllowed) as? String
        }
        #expect(messages == rows.map(\.message))
    }
}
