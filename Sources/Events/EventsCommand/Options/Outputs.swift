#if Events
    internal import Batch
    internal import Files
    internal import Kalends

    /// Writes what a question or an export gives.
    struct Outputs {
        /// A file or folder; nil for standard output.
        var path: String?
        /// Whether files that exist are replaced.
        var overwrites: Bool
        /// Ends the names of files.
        var format: CalendarFormat

        /// Writes outputs: one to standard output or to a file, several into a folder, named by UID.
        ///
        /// - Throws: ``Batch/ExitStatusError`` if a file exists already, or several have nowhere to go.
        func write(_ outputs: [ConversionOutput]) throws {
            let holdsOne = FormatRegistry.row(of: format).holdsOneObject
            guard let path, path != "-" else {
                guard outputs.count < 2 else {
                    throw ExitStatusError(
                        status: .usage,
                        "\(outputs.count) objects need a folder: name it with --output"
                    )
                }
                return try Console.standardOutput.write(outputs.first?.bytes ?? [])
            }
            let register = TemporaryFiles()
            Interruption.removes(register)
            if !holdsOne, !path.hasSuffix("/"), !OutputTarget.isExistingFolder(path) {
                return try write(outputs.first?.bytes ?? [], to: path, register)
            }
            let folder = path.hasSuffix("/") ? path : path + "/"
            if !OutputTarget.isExistingFolder(folder) { try AtomicFile.createFolders(folder) }
            let ending = FormatRegistry.row(of: format).extensions.first ?? "ics"
            var names = UniqueNames()
            for output in outputs {
                try write(output.bytes, to: "\(folder)\(names.name(for: output.uid ?? "calendar")).\(ending)", register)
            }
        }

        private func write(_ bytes: [UInt8], to path: String, _ register: TemporaryFiles) throws {
            let existing: AtomicFile.ExistingFile = overwrites ? .replace : .keep
            if try AtomicFile.write(bytes, to: path, existing: existing, register: register) == .kept {
                throw ExitStatusError(status: .partlyDone, "\(path) exists already; --overwrite replaces it")
            }
        }
    }
#endif
