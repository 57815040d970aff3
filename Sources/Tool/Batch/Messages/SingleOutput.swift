package import Files

/// The one output of a command: standard output, or a file.
package struct SingleOutput {
    private let keptPath: String?

    /// Writes an output.
    ///
    /// - Parameters:
    ///   - path: the file; nil for standard output.
    ///   - overwrites: whether a file that exists is replaced instead of kept.
    ///   - register: the unfinished files of the process.
    /// - Throws: `FileError` if it cannot be written.
    package static func write(
        _ bytes: [UInt8],
        to path: String?,
        overwrites: Bool,
        _ register: TemporaryFiles
    ) throws(FileError) -> SingleOutput {
        guard let path else {
            try Console.standardOutput.write(bytes)
            return SingleOutput(keptPath: nil)
        }
        let outcome = try AtomicFile.write(bytes, to: path, existing: overwrites ? .replace : .keep, register: register)
        try register.synchroniseFolders()
        return SingleOutput(keptPath: outcome == .kept ? path : nil)
    }

    /// - Throws: ``ExitStatusError`` if a file existed and was kept.
    package func check() throws {
        guard let keptPath else { return }
        throw ExitStatusError(status: .partlyDone, Messages.kept(keptPath))
    }
}
