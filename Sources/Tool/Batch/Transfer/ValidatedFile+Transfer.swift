package import Files
internal import Kalends
package import Reports

// What a process that validates a file hands back.

extension ValidatedFile: Transferable {
    package func write(to message: inout TransferWriter) {
        message.write(name)
        message.write(bytes)
        message.write(findings.map(SentFinding.init))
        message.write(hasSchemaLevels)
        for severity in Severity.allCases { message.write(omittedSeverities[severity, default: 0]) }
        message.write(omitted.count)
        for (rule, count) in omitted {
            rule.write(to: &message)
            message.write(count)
        }
        message.write(failure)
    }

    package init(from message: inout TransferReader) throws(TransferError) {
        self.init(name: try message.text())
        bytes = try message.array()
        findings = try message.list(SentFinding.self).map(\.finding)
        hasSchemaLevels = try message.flag()
        for severity in Severity.allCases { omittedSeverities[severity] = try message.number() }
        for _ in 0..<(try message.number()) { omitted[try RuleID(from: &message)] = try message.number() }
        failure = try message.optional()
    }
}

/// A finding without its edits, which no report prints.
private struct SentFinding: Transferable {
    private(set) var finding: Finding

    init(_ finding: Finding) { self.finding = finding }

    func write(to message: inout TransferWriter) {
        finding.diagnostic.write(to: &message)
        message.write(finding.length)
        message.write(finding.summary)
        message.write(finding.isFixable)
        message.write(finding.fingerprint)
    }

    init(from message: inout TransferReader) throws(TransferError) {
        finding = Finding(
            try Diagnostic(from: &message),
            length: try message.number(),
            summary: try message.text(),
            isFixable: try message.flag(),
            fingerprint: try message.text()
        )
    }
}
