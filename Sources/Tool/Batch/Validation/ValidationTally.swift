internal import Files
internal import Kalends
internal import Reports

/// Counts what was found.
struct ValidationTally {
    private let failLevel: Severity
    private let unreadable: [FileError]
    package private(set) var files = 0
    /// Files, and messages of an mbox.
    package private(set) var inputs = 0
    private var lastName: String?
    private var failures = 0
    private var counts: [Severity: Int] = [:]
    /// Findings of xCal by level; nil without xCal.
    private var levels: [XCalCheck.Level: Int]?

    init(failLevel: Severity, unreadable: [FileError]) {
        self.failLevel = failLevel
        self.unreadable = unreadable
    }

    mutating func add(_ file: ValidatedFile) {
        // The messages of an mbox are parts of one file.
        if file.name != lastName { files += 1 }
        lastName = file.name
        inputs += 1
        if file.failure != nil { failures += 1 }
        for finding in file.findings { counts[finding.severity, default: 0] += 1 }
        counts.merge(file.omittedSeverities, uniquingKeysWith: +)
        if file.hasSchemaLevels {
            levels = file.findings.reduce(into: levels ?? [:]) { $0[$1.schemaLevel, default: 0] += 1 }
            levels = file.omitted.reduce(into: levels ?? [:]) {
                $0[Finding.schemaLevel(of: $1.key), default: 0] += $1.value
            }
        }
    }

    /// The sums in words.
    var lines: [String] {
        let words = [Severity.error, .warning, .info].map { counts[$0, default: 0].counting($0.rawValue) }
        let xCal = levels.map { levels in
            XCalCheck.Level.allCases.map { "\($0.rawValue) \(levels[$0, default: 0])" }.joined(separator: ", ")
        }
        let unread = failures > 0 ? ["\(failures) not read"] : []
        return [([files.counting("file")] + unread + words).joined(separator: ", ")]
            + (xCal.map { ["xCal by level: \($0)"] } ?? [])
    }

    func status(exitZero: Bool) -> ExitStatus {
        if unreadable.contains(where: { $0.namesNothing }) { return .usage }
        let failed = failures + unreadable.count
        if failed > 0 { return failures == inputs ? .nothingRead : .partlyDone }
        if !exitZero, counts.contains(where: { $0.key >= failLevel && $0.value > 0 }) { return .different }
        return .success
    }
}
