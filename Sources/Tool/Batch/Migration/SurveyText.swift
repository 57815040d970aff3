internal import Kalends
package import Migration
internal import Reports

/// A survey as text for the terminal.
package struct SurveyText: CustomStringConvertible {
    private let report: MigrationReport
    private let seconds: Double

    package init(_ report: MigrationReport, seconds: Duration) {
        self.report = report
        self.seconds = Double(seconds.components.seconds) + Double(seconds.components.attoseconds) / 1e18
    }

    package var description: String {
        let tally = report.tally
        var text = TextTable(
            [["FOLDER", "MESSAGES", "TO CHANGE", "TO JOIN", "UNCHANGED", "MAIL", "QUARANTINE", "BYTES"]]
                + tally.folders.sorted { $0.key < $1.key }.map { path, counts in
                    let numbers = [
                        counts.messages, counts.edited, counts.joined, counts.unchanged, counts.mail,
                        counts.quarantined,
                        counts.bytes,
                    ]
                    return [path.isEmpty ? "." : path] + numbers.map(String.init)
                }
        ).description
        text += "\n" + TextTable([["TYPE", "MESSAGES"]] + rows(tally.types)).description
        text += "\n" + TextTable([["VERSION", "OBJECTS"]] + rows(tally.versions)).description
        text +=
            "\n"
            + TextTable(
                [["WRITTEN BY", "OBJECTS", "READS ZONES"]]
                    + tally.writers.sorted { ($1.value, $0.key.name) < ($0.value, $1.key.name) }.map {
                        [
                            $0.key.name, String($0.value),
                            $0.key.readsZones ? "yes" : $0.key.isNamed ? "probably not" : "unknown",
                        ]
                    }
            ).description
        if !report.misreadingPrograms.isEmpty {
            text +=
                "\nprograms that probably read local times as UTC: \(report.misreadingPrograms.joined(separator: ", "))\n"
        }
        if report.unnamedWriterCount > 0 {
            text +=
                "\nobjects without the name of their program: \(report.unnamedWriterCount); it is unknown whether that program reads local times\n"
        }
        // Writing costs about as much as reading.
        text += "expected time: \(max(1, Int((seconds * 2).rounded(.up)))) s to plan and apply\n"
        return text
    }

    private func rows(_ counts: [String: Int]) -> [[String]] {
        counts.sorted { $0.key < $1.key }.map { [$0.key, String($0.value)] }
    }
}
