internal import Files
internal import Kalends

/// What was found in one input.
struct ValidatedFile: Sendable {
    /// The name that reports call it by.
    var name: String
    /// The content, for excerpts.
    var bytes: [UInt8] = []
    var findings: [Finding] = []
    /// Whether the findings have a level (``Finding/schemaLevel``).
    var isXCal = false
    /// How many findings of a rule are not listed.
    var omitted: [RuleID: Int] = [:]
    /// The severities of those.
    var omittedSeverities: [Severity: Int] = [:]
    /// Why it could not be opened.
    var failure: Diagnostic?
}

/// Writes findings in the form of one program that reads them.
protocol ReportWriter {
    /// What stands before all files.
    mutating func begin() -> String
    /// The findings of one file.
    mutating func add(_ file: ValidatedFile) -> String
    /// What stands behind all files.
    mutating func end() -> String
}

extension ReportWriter {
    mutating func begin() -> String { "" }
    mutating func end() -> String { "" }
}

/// The forms of a report.
enum ReportForm: String, CaseIterable, Sendable {
    case human, github, gitlab, sarif, junit, checkstyle, tap, json, jsonl

    /// A writer for a report.
    ///
    /// - Parameter failLevel: the least severity of which a form says that a file has failed, where it says so at all.
    func writer(isColored: Bool, failLevel: Severity) -> any ReportWriter {
        switch self {
        case .human: HumanReport(isColored: isColored)
        case .github: GitHubReport()
        case .gitlab: GitLabReport()
        case .sarif: SARIFReport()
        case .junit: JUnitReport(failLevel: failLevel)
        case .checkstyle: CheckstyleReport()
        case .tap: TAPReport(failLevel: failLevel)
        case .json: JSONReport()
        case .jsonl: JSONLinesReport()
        }
    }
}
