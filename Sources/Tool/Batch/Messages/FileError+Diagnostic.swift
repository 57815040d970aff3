package import Files
package import Kalends

extension FileError {
    /// The error as a finding about the file.
    package func diagnostic(file: String? = nil) -> Diagnostic {
        let rule: RuleID =
            switch reason {
            case .doesNotExist, .nothingMatches, .isNetworkAddress: "no-such-file"
            case .nothingRecognised: "no-calendars"
            case .tooLarge: "limit-exceeded"
            default: "file-error"
            }
        return Diagnostic(rule, .error, message, at: SourceLocation(file: file ?? path))
    }
}
