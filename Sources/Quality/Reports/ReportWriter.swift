/// Writes findings in the form of one program that reads them.
package protocol ReportWriter {
    /// What stands before all files.
    mutating func begin() -> String
    /// The findings of one file.
    mutating func add(_ file: ValidatedFile) -> String
    /// What stands behind all files.
    mutating func end() -> String
}

extension ReportWriter {
    package mutating func begin() -> String { "" }
    package mutating func end() -> String { "" }
}
