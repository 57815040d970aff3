internal import CalendarDiagnostics
internal import Migration
internal import Reports

/// The summary for people at the end.
struct MigrateSummary {
    private let report: MigrationReport
    /// How many failures are named.
    private static let mostFailures = 5

    init(_ report: MigrationReport) { self.report = report }

    var lines: [String] {
        let total = report.tally.total
        var lines = [
            "\(total.messages.counting("message")) = \(total.edited) changed + \(total.joined) joined + \(total.unchanged) copied unchanged"
                + " + \(total.mail) mail + \(total.quarantined) in quarantine"
                + (total.files > 0 ? ", and \(total.files.counting("other file"))" : "")
        ]
        if !total.addUp { lines.append("THESE COUNTS DO NOT ADD UP; report this as a bug") }
        let findings = report.tally.findings.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
        let table = TextTable(findings.map { ["  \($0.key.rawValue)", String($0.value)] })
        lines += table.description.split(separator: "\n").map(String.init)
        if total.left > 0 {
            lines.append("\(total.left) of the objects copied unchanged are not migrated; they keep their version")
        }
        let failures = report.tally.failures
        if !failures.isEmpty {
            lines.append("files or folders that could not be read and are skipped (\(failures.count)):")
        }
        lines += failures.prefix(Self.mostFailures).map { "  \($0)" }
        if failures.count > Self.mostFailures {
            lines.append("  and \(failures.count - Self.mostFailures) more; --report lists them")
        }
        return lines
    }
}
