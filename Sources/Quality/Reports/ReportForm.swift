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
    /// A writer of one report in the form.
    package let writer: @Sendable (ReportContext) -> any ReportWriter

    private init(_ name: String, _ writer: @escaping @Sendable (ReportContext) -> any ReportWriter) {
        self.name = name
        self.writer = writer
    }

    /// Findings for people.
    package static let human = ReportForm("human") { HumanReport(isColored: $0.isColored) }

    // swift-format-ignore
    /// Every form.
    package static let all: [ReportForm] = [
        human,
        .init("github")     { _ in GitHubReport() },
        .init("gitlab")     { _ in GitLabReport() },
        .init("sarif")      { SARIFReport(version: $0.version) },
        .init("junit")      { JUnitReport(failLevel: $0.failLevel) },
        .init("checkstyle") { _ in CheckstyleReport() },
        .init("tap")        { TAPReport(failLevel: $0.failLevel) },
        .init("json")       { JSONReport(tool: $0.tool) },
        .init("jsonl")      { _ in JSONLinesReport() },
    ]
}
