package import Files

/// Where a command was asked to write what it makes.
package struct OutputRequest {
    /// The file, or the folder for several objects; nil for standard output.
    package let path: String?
    /// Whether files that exist are replaced instead of kept.
    package let overwrites: Bool
    /// The unfinished files of the process.
    package let register: TemporaryFiles

    /// A request of its three parts.
    package init(_ path: String?, overwrites: Bool, _ register: TemporaryFiles) {
        self.path = path
        self.overwrites = overwrites
        self.register = register
    }

    /// Writes the one output.
    ///
    /// - Throws: ``ExitStatusError`` if the file exists and is kept; `FileError` if it cannot be written.
    package func write(_ bytes: [UInt8]) throws {
        guard let path else { return try Console.standardOutput.write(bytes) }
        let outcome = try AtomicFile.write(bytes, to: path, existing: overwrites ? .replace : .keep, register: register)
        try register.synchroniseFolders()
        if outcome == .kept { throw ExitStatusError(status: .partlyDone, Messages.kept(path)) }
    }
}
