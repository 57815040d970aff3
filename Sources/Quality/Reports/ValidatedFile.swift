package import CalendarDiagnostics
package import Validation

/// What was found in one input.
package struct ValidatedFile: Sendable {
    /// The name that reports call it by.
    package var name: String
    /// The content, for excerpts.
    package var bytes: [UInt8] = []
    /// What was found, in the order of the file.
    package var findings: [Finding] = []
    /// Whether the findings have a level (``Finding/schemaLevel``).
    package var hasSchemaLevels = false
    /// How many findings of a rule are not listed.
    package var omitted: [RuleID: Int] = [:]
    /// The severities of those.
    package var omittedSeverities: [Severity: Int] = [:]
    /// Why it could not be opened.
    package var failure: Diagnostic?

    /// An input in which nothing was found yet, or one that could not be opened.
    package init(name: String, failure: Diagnostic? = nil) {
        self.name = name
        self.failure = failure
    }
}
