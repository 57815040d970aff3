internal import CalendarDiagnostics
internal import Validation

/// TAP 14: each file is a test, its findings are below it as YAML.
struct TAPReport: ReportWriter {
    private let failLevel: Severity
    private var number = 0

    init(failLevel: Severity) { self.failLevel = failLevel }

    mutating func begin() -> String { "TAP version 14\n" }

    mutating func add(_ file: ValidatedFile) -> String {
        number += 1
        let isWell = file.failure == nil && !file.findings.contains { $0.severity >= failLevel }
        var text =
            "\(isWell ? "ok" : "not ok") \(number) - \(TerminalText.printable(file.name).escaping(["\\": "\\\\", "#": "\\#"]))\n"
        guard !file.findings.isEmpty || file.failure != nil else { return text }
        text += "  ---\n"
        if let failure = file.failure { text += "  message: \(Self.quoted(failure.message))\n" }
        if !file.findings.isEmpty { text += "  findings:\n" }
        for finding in file.findings {
            text += "    - rule: \(finding.rule)\n"
            text += "      severity: \(finding.severity.rawValue)\n"
            text += "      line: \(finding.location.line)\n"
            text += "      column: \(finding.location.column)\n"
            text += "      message: \(Self.quoted(finding.message))\n"
        }
        return text + "  ...\n"
    }

    mutating func end() -> String { "1..\(number)\n" }

    /// A string of YAML in double quotes, which are those of JSON.
    private static func quoted(_ text: String) -> String {
        var object = JSONObject()
        object.add("", text)
        return String(object.text.dropFirst(4).dropLast())
    }
}
