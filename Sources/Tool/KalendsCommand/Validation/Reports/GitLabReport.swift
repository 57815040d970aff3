internal import Kalends

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
            row.add("fingerprint", "\(finding.fingerprint)-\(StableHash.text(of: finding.location.file))")
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

/// A short number for a text, the same in every run.
enum StableHash {
    static func text(of text: String) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return String(hash, radix: 16)
    }
}
