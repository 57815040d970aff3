internal import Kalends

/// One finding as a JSON object; the members are part of the interface.
extension Finding {
    func json(in file: ValidatedFile) -> JSONObject {
        var row = JSONObject()
        row.add("file", location.file)
        row.add("line", location.line)
        row.add("column", location.column)
        row.add("rule", rule.rawValue)
        row.add("severity", severity.rawValue)
        row.add("message", message)
        row.add("component", component)
        row.add("uid", uid)
        row.add("property", property)
        row.add("fixable", isFixable)
        row.add("fingerprint", fingerprint)
        if !elementPath.isEmpty { row.add("path", elementPath) }
        if file.isXCal { row.add("level", schemaLevel.rawValue) }
        return row
    }
}

/// One object a line.
struct JSONLinesReport: ReportWriter {
    mutating func add(_ file: ValidatedFile) -> String {
        file.findings.map { String(decoding: $0.json(in: file).line, as: UTF8.self) }.joined()
    }
}

/// One document: what wrote it, the findings, the files that could not be read, and the sums.
struct JSONReport: ReportWriter {
    private var count = 0
    private var files = 0
    private var sums: [Severity: Int] = [:]
    private var failures: [JSONObject] = []

    mutating func begin() -> String {
        var head = JSONObject()
        head.add("schema_version", 1)
        head.add("tool", Product.identifier)
        return String(decoding: head.bytes, as: UTF8.self) + ",\"findings\":["
    }

    mutating func add(_ file: ValidatedFile) -> String {
        if let failure = file.failure {
            var row = JSONObject()
            row.add("file", file.name)
            row.add("message", failure.message)
            failures.append(row)
        } else {
            files += 1
        }
        var text = ""
        for finding in file.findings {
            text += (count > 0 ? ",\n" : "\n") + finding.json(in: file).text
            count += 1
            sums[finding.severity, default: 0] += 1
        }
        return text
    }

    mutating func end() -> String {
        var summary = JSONObject()
        summary.add("files", files)
        for severity in Severity.allCases { summary.add("\(severity.rawValue)s", sums[severity, default: 0]) }
        var rest = JSONObject()
        rest.add("failures", failures)
        rest.add("summary", summary)
        return "\n],\(rest.text.dropFirst())\n"
    }
}
