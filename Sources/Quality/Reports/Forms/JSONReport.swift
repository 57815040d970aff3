internal import CalendarDiagnostics
internal import Validation

/// One document: what wrote it, the findings, the files that could not be read, and the sums.
struct JSONReport: ReportWriter {
    private let tool: String
    private var count = 0
    private var files = 0
    private var sums: [Severity: Int] = [:]
    private var failures: [JSONObject] = []

    /// - Parameter tool: what wrote it, as in PRODID.
    init(tool: String) { self.tool = tool }

    mutating func begin() -> String {
        var head = JSONObject()
        head.add("schemaVersion", 1)
        // Its name before; it stays for one release.
        head.add("schema_version", 1)
        head.add("tool", tool)
        return String(head.text.dropLast()) + ",\"findings\":["
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
