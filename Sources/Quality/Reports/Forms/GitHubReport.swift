internal import CalendarDiagnostics
internal import Validation

/// Workflow commands that GitHub shows as annotations; it shows ten of each kind for a step, so errors are first in a
/// file.
struct GitHubReport: ReportWriter {
    mutating func add(_ file: ValidatedFile) -> String {
        var text = ""
        for severity in [Severity.error, .warning, .info] {
            for finding in file.findings where finding.severity == severity { text += Self.command(finding) }
        }
        return text
    }

    private static func command(_ finding: Finding) -> String {
        let kind =
            switch finding.severity {
            case .error: "error"
            case .warning: "warning"
            case .info: "notice"
            }
        let properties = [
            "file=\(property(finding.location.file))", "line=\(finding.location.line)",
            "col=\(finding.location.column)",
            "title=\(property(finding.rule.rawValue))",
        ]
        return "::\(kind) \(properties.joined(separator: ","))::\(data(finding.message))\n"
    }

    /// The text without what would act upon the log of a run; line breaks have escapes of their own.
    private static func shown(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar in
            TerminalText.isControl(scalar) && !["\r", "\n", "\t"].contains(scalar) ? "\u{FFFD}" : scalar
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func data(_ text: String) -> String { shown(text).escaping(["%": "%25", "\r": "%0D", "\n": "%0A"]) }

    private static func property(_ text: String) -> String {
        shown(text).escaping(["%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"])
    }
}
