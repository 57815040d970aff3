package import CalendarDiagnostics

/// What a report is written for.
package struct ReportContext: Sendable {
    /// Whether a person reads it on a terminal that shows colours.
    package var isColored: Bool
    /// The lowest severity with which a form that has such a state calls a file failed.
    package var failLevel: Severity
    /// The name of the tool as PRODID has it.
    package var tool: String
    /// The version of the tool.
    package var version: String

    /// A context from its parts.
    package init(isColored: Bool, failLevel: Severity, tool: String, version: String) {
        self.isColored = isColored
        self.failLevel = failLevel
        self.tool = tool
        self.version = version
    }
}

/// A form of a report of findings: one row of ``all``, and one file below `Forms` with its writer.
package struct ReportForm: Sendable {
    /// The name by which users select it.
    package let name: String
    /// How a report in the form can begin; none where only the words of its first line show it.
    package let beginnings: [String]
    /// A writer of one report in the form.
    package let writer: @Sendable (ReportContext) -> any ReportWriter

    private init(
        _ name: String,
        _ beginnings: [String],
        _ writer: @escaping @Sendable (ReportContext) -> any ReportWriter
    ) {
        self.name = name
        self.beginnings = beginnings
        self.writer = writer
    }

    /// Findings for people.
    package static let human = ReportForm("human", []) { HumanReport(isColored: $0.isColored) }

    // swift-format-ignore
    /// Every form.
    package static let all: [ReportForm] = [
        human,
        .init("github",     ["::error ", "::warning ", "::notice "])          { _ in GitHubReport() },
        .init("gitlab",     ["[\n{\"description\":", "[\n]"])                 { _ in GitLabReport() },
        .init("sarif",      ["{\"$schema\":\"https://json.schemastore.org/sarif"]) { SARIFReport(version: $0.version) },
        .init("junit",      [xml + "<testsuites name=\"kalends\""])            { JUnitReport(failLevel: $0.failLevel) },
        .init("checkstyle", [xml + "<checkstyle "])                            { _ in CheckstyleReport() },
        .init("tap",        ["TAP version 14\n"])                              { TAPReport(failLevel: $0.failLevel) },
        .init("json",       ["{\"schemaVersion\":"])                           { JSONReport(tool: $0.tool) },
        .init("jsonl",      ["{\"file\":"])                                    { _ in JSONLinesReport() },
    ]

    private static let xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

    /// Whether a file that begins like this is a report of one of the forms.
    package static func isReport(beginning: String) -> Bool {
        if all.contains(where: { $0.beginnings.contains(where: beginning.hasPrefix) }) { return true }
        let line = beginning.prefix { !$0.isNewline }
        return line.hasSuffix("]") && Severity.allCases.contains { line.contains(": \($0.rawValue): ") }
    }
}
