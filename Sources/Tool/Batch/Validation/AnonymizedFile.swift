internal import Files
internal import Kalends

/// A file that can be shown to others.
package struct AnonymizedFile {
    /// What can be shown.
    package let bytes: [UInt8]

    /// Reads and anonymizes a file, `-` for standard input.
    ///
    /// - Throws: ``ExitStatusError`` if it cannot be read, or is of a format that can hold anything.
    package init(_ path: String) throws(ExitStatusError) {
        let original: [UInt8]
        do throws(FileError) {
            original = try InputFile(path: path, relativePath: path, size: 0).read()
        } catch {
            throw ExitStatusError(status: error.reason == .doesNotExist ? .usage : .nothingRead, error.description)
        }
        guard let anonymize = Validator.format(of: original, name: path).row.anonymizes else {
            throw ExitStatusError(
                status: .usage,
                "\(path): a mail message is not anonymized, as it can hold anything; take the calendar or object out of it"
            )
        }
        do throws(ReadError) {
            bytes = try anonymize(Anonymizer(), consume original)
        } catch {
            throw ExitStatusError(status: .nothingRead, "\(path): \(error.message)")
        }
    }
}
