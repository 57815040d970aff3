internal import Bytes
internal import CalendarDiagnostics
internal import Validation

/// A Code Quality report of GitLab: an array of findings, merged there where fingerprints are equal.
struct GitLabReport: ReportWriter {
    private var count = 0

    mutating func begin() -> String { "[" }

    mutating func add(_ file: ValidatedFile) -> String {
        var text = ""
        for finding in file.findings {
            var lines = JSONObject()
            lines.add("begin", finding.location.line)
            var location = JSONObject()
            location.add("path", finding.location.file)
            location.add("lines", lines)
            var row = JSONObject()
            row.add("description", finding.message)
            row.add("check_name", finding.rule.rawValue)
            // The same finding in two files is two findings.
            row.add(
                "fingerprint",
                "\(finding.fingerprint)-\(String(StableHash(of: finding.location.file).value, radix: 16))"
            )
            row.add("severity", Self.severity(finding.severity))
            row.add("location", location)
            text += (count > 0 ? ",\n" : "\n") + row.text
            count += 1
        }
        return text
    }

    mutating func end() -> String { "\n]\n" }

    private static func severity(_ severity: Severity) -> String {
        switch severity {
        case .error: "major"
        case .warning: "minor"
        case .info: "info"
        }
    }
}
