internal import Bytes
internal import CalendarDiagnostics
internal import Validation

/// SARIF 2.1.0, within the limits that GitHub documents: 25,000 results a run, the most severe first where there are more.
struct SARIFReport: ReportWriter {
    private static let resultLimit = 25_000

    private let version: String
    private var findings: [Finding] = []
    /// What a reader of the report would not see in the results.
    private var notifications: [JSONObject] = []
    private var hasFailures = false

    /// - Parameter version: the version of the tool.
    init(version: String) { self.version = version }

    mutating func add(_ file: ValidatedFile) -> String {
        findings += file.findings
        if let failure = file.failure {
            hasFailures = true
            notifications.append(Self.notification("error", "\(file.name): \(failure.message)"))
        }
        for (rule, count) in file.omitted.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            notifications.append(Self.notification("warning", "\(file.name): \(count.counting("more finding")) of \(rule)"))
        }
        return ""
    }

    mutating func end() -> String {
        var kept = findings
        if kept.count > Self.resultLimit {
            // A stable sort: within a severity the order stays.
            kept = [Severity.error, .warning, .info].flatMap { severity in findings.filter { $0.severity == severity } }
            kept = Array(kept.prefix(Self.resultLimit))
            let words =
                "\((findings.count - kept.count).counting("less severe finding")) skipped: no more than \(Self.resultLimit) are accepted"
            notifications.append(Self.notification("warning", words))
        }
        let order = RuleCatalogue.rules
        let numbers = Dictionary(order.enumerated().map { ($1.id, $0) }) { first, _ in first }
        var driver = JSONObject()
        driver.add("name", "kalends")
        driver.add("version", version)
        driver.add("semanticVersion", version)
        driver.add("rules", order.map(Self.rule))
        var tool = JSONObject()
        tool.add("driver", driver)
        var run = JSONObject()
        run.add("tool", tool)
        run.add("columnKind", "unicodeCodePoints")
        var invocation = JSONObject()
        invocation.add("executionSuccessful", !hasFailures)
        if !notifications.isEmpty { invocation.add("toolExecutionNotifications", notifications) }
        run.add("invocations", [invocation])
        run.add("results", kept.map { Self.result($0, numbers) })
        var log = JSONObject()
        log.add("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
        log.add("version", "2.1.0")
        log.add("runs", [run])
        return log.text + "\n"
    }

    private static func rule(_ rule: Rule) -> JSONObject {
        var configuration = JSONObject()
        configuration.add("level", level(rule.severity))
        var description = JSONObject()
        description.add("text", rule.sentence)
        var help = JSONObject()
        help.add("text", "\(rule.sentence) (\(rule.sourceTitle))")
        var row = JSONObject()
        row.add("id", rule.id.rawValue)
        row.add("shortDescription", description)
        row.add("help", help)
        row.add("helpUri", rule.documentation)
        row.add("defaultConfiguration", configuration)
        return row
    }

    private static func result(_ finding: Finding, _ numbers: [RuleID: Int]) -> JSONObject {
        var artifact = JSONObject()
        artifact.add("uri", uri(finding.location.file))
        var region = JSONObject()
        region.add("startLine", finding.location.line)
        region.add("startColumn", finding.location.column)
        region.add("endColumn", finding.location.column + finding.length)
        var physical = JSONObject()
        physical.add("artifactLocation", artifact)
        physical.add("region", region)
        var location = JSONObject()
        location.add("physicalLocation", physical)
        let name = [finding.component, finding.property].filter { !$0.isEmpty }.joined(separator: "/")
        if !name.isEmpty {
            var logical = JSONObject()
            logical.add("fullyQualifiedName", finding.elementPath.isEmpty ? name : finding.elementPath)
            location.add("logicalLocations", [logical])
        }
        var fingerprints = JSONObject()
        fingerprints.add("kalends/v1", finding.fingerprint)
        var row = JSONObject()
        row.add("ruleId", finding.rule.rawValue)
        if let number = numbers[finding.rule] { row.add("ruleIndex", number) }
        row.add("level", level(finding.severity))
        row.add("message", message(finding.message))
        row.add("locations", [location])
        row.add("partialFingerprints", fingerprints)
        return row
    }

    private static func notification(_ level: String, _ text: String) -> JSONObject {
        var notification = JSONObject()
        notification.add("level", level)
        notification.add("message", message(text))
        return notification
    }

    /// A message as literal text: braces would contain numbers of arguments (SARIF 2.1.0 §3.11.5).
    private static func message(_ text: String) -> JSONObject {
        var message = JSONObject()
        message.add("text", text.escaping(["{": "{{", "}": "}}"]))
        return message
    }

    private static func level(_ severity: Severity) -> String {
        switch severity {
        case .error: "error"
        case .warning: "warning"
        case .info: "note"
        }
    }

    /// A path as a URI reference (RFC 3986 §4.1).
    private static func uri(_ path: String) -> String {
        var text = path.hasPrefix("/") ? "file://" : ""
        for byte in path.utf8 {
            let scalar = Unicode.Scalar(byte)
            let isPlain = byte < 0x80 && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            if isPlain || "/-._~".unicodeScalars.contains(scalar) {
                text.unicodeScalars.append(scalar)
            } else {
                text += "%\(byte.hexDigits(width: 2, uppercase: true))"
            }
        }
        return text
    }
}
