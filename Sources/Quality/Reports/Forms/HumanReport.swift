internal import CalendarDiagnostics
internal import Validation

/// Findings for people: place, message, rule, and the line with the place marked.
struct HumanReport: ReportWriter {
    private let isColored: Bool
    /// Code points of a line that are shown at most.
    private static let width = 110

    init(isColored: Bool) { self.isColored = isColored }

    mutating func add(_ file: ValidatedFile) -> String {
        var text = ""
        for finding in file.findings {
            let place = TerminalText.printable(finding.location.description)
            text +=
                "\(place): \(colored(finding.severity)): \(TerminalText.printable(finding.message)) [\(finding.rule)]\n"
            text += excerpt(of: finding, in: file.bytes)
            let about = Self.subject(of: finding, withLevel: file.hasSchemaLevels)
            if !about.isEmpty { text += "     = \(about)\n" }
        }
        for (rule, count) in file.omitted.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            text += "\(TerminalText.printable(file.name)): \(count.counting("more finding")) of \(rule)\n"
        }
        return text
    }

    /// The component, so that a person finds it in another program.
    private static func subject(of finding: Finding, withLevel hasLevel: Bool) -> String {
        var parts = hasLevel ? ["level \(finding.schemaLevel.number) \(finding.schemaLevel.rawValue)"] : []
        parts.append(TerminalText.printable(finding.component, 80))
        if !finding.uid.isEmpty { parts.append("UID \(TerminalText.printable(finding.uid, 80))") }
        if !finding.summary.isEmpty { parts.append("“\(TerminalText.printable(finding.summary, 60))”") }
        if !finding.elementPath.isEmpty { parts.append(TerminalText.printable(finding.elementPath)) }
        return parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private func colored(_ severity: Severity) -> String {
        guard isColored else { return severity.rawValue }
        let color =
            switch severity {
            case .error: "31"
            case .warning: "33"
            case .info: "36"
            }
        return "\u{1B}[1;\(color)m\(severity.rawValue)\u{1B}[0m"
    }

    private func excerpt(of finding: Finding, in bytes: [UInt8]) -> String {
        let offset = min(finding.location.offset, bytes.count)
        guard !bytes.isEmpty, finding.location.offset < bytes.count else { return "" }
        var start = offset
        while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D, offset - start < 4096 { start -= 1 }
        var end = offset
        while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D, end - offset < 4096 { end += 1 }
        guard end > start else { return "" }
        var before = Array(String(decoding: bytes[start..<offset], as: UTF8.self).unicodeScalars)
        let after = Array(String(decoding: bytes[offset..<end], as: UTF8.self).unicodeScalars)
        var isCut = false
        if before.count > Self.width / 2 {
            before = Array(before.suffix(Self.width / 2))
            isCut = true
        }
        let room = Self.width - before.count
        let shown = before + after.prefix(room)
        let number = String(finding.location.line)
        let line = (isCut ? "…" : "") + TerminalText.printable(shown) + (after.count > room ? "…" : "")
        let length = max(1, TerminalText.columns(after.prefix(min(finding.length, room))))
        let indent = String(repeating: " ", count: TerminalText.columns(before) + (isCut ? 1 : 0))
        let gutter = String(repeating: " ", count: max(4 - number.count, 0))
        let mark = "^" + String(repeating: "~", count: length - 1)
        return
            "\(gutter)\(number) | \(line)\n\(String(repeating: " ", count: max(4, number.count))) | \(indent)\(mark)\n"
    }
}
