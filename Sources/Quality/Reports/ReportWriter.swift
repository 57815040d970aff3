/// Writes findings in the form of one program that reads them.
package protocol ReportWriter {
    /// The text before all files.
    mutating func begin() -> String
    /// The findings of one file.
    mutating func add(_ file: ValidatedFile) -> String
    /// The text after all files.
    mutating func end() -> String
}

extension ReportWriter {
    package mutating func begin() -> String { "" }
    package mutating func end() -> String { "" }
}
