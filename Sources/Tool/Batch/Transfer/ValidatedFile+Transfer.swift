package import Files
internal import Kalends
package import Reports

// What a process that validates a file hands back.

extension ValidatedFile: Transferable {
    package func write(to message: inout TransferWriter) {
        message.write(name)
        message.write(bytes)
        message.write(findings.map(SentFinding.init))
        message.write(isXCal)
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
        isXCal = try message.flag()
        for severity in Severity.allCases { omittedSeverities[severity] = try message.number() }
        for _ in 0..<(try message.number()) { omitted[try RuleID(from: &message)] = try message.number() }
        failure = try message.optional()
    }
}

/// A finding without its edits, which no report prints.
private struct SentFinding: Transferable {
    let finding: Finding

    init(_ finding: Finding) { self.finding = finding }

    func write(to message: inout TransferWriter) {
        Diagnostic(finding.rule, finding.severity, finding.message, at: finding.location).write(to: &message)
        message.write(finding.length)
        for text in [
            finding.component, finding.uid, finding.summary, finding.property, finding.elementPath,
        ] { message.write(text) }
        message.write(finding.isFixable)
        message.write(finding.fingerprint)
    }

    init(from message: inout TransferReader) throws(TransferError) {
        let found = try Diagnostic(from: &message)
        finding = Finding(
            rule: found.rule,
            severity: found.severity,
            message: found.message,
            location: found.location,
            length: try message.number(),
            component: try message.text(),
            uid: try message.text(),
            summary: try message.text(),
            property: try message.text(),
            elementPath: try message.text(),
            isFixable: try message.flag(),
            fingerprint: try message.text()
        )
    }
}
