package import Files
internal import Kalends
internal import Reports

/// Fixing many inputs, or showing what would be changed.
package struct FixRun {
    /// Which rules count.
    package var settings: ValidationSettings
    /// Whether changes are made that are only probably intended.
    package var allowsGuesses = false
    /// Whether the changes are printed as a unified diff instead of written.
    package var showsDifference = false
    /// What is printed on standard error.
    package var style = MessageStyle()

    /// Fixing with settings.
    package init(_ settings: ValidationSettings) { self.settings = settings }

    /// Fixes inputs.
    ///
    /// - Parameter register: the unfinished files of the process.
    /// - Returns: how the command ends.
    /// - Throws: `FileError` if standard output cannot be written to.
    package func run(_ inputs: Inputs, _ register: TemporaryFiles) throws -> ExitStatus {
        let validators = ValidatorChoice(settings, for: inputs.files)
        var messages = Messages(style, total: inputs.files.count)
        var tally = ValidationTally(failLevel: .error, unreadable: inputs.failures)
        for failure in inputs.failures { messages.fail(failure.diagnostic()) }
        var changed = 0
        // The messages of an mbox have one name.
        var notedName: String?
        var status = ExitStatus.success
        var failure: (any Error)?
        ProcessPool().run(inputs.files, weight: \.size) { file, _ in
            FixedFile(file, validators, allowsGuesses: allowsGuesses) { !settings.suppresses($0, in: file.displayName) }
        } died: { file, end in
            FixedFile(file, failure: ReadError(.crashed(end.description)).diagnostic(file: file.displayName))
        } deliver: { file in
            tally.add(file.validated)
            do {
                let isChanged = try write(file, register)
                if isChanged { changed += 1 }
                if file.fixed != nil || file.validated.name != notedName { messages.note(file.notes) }
                notedName = file.validated.name
            } catch let error as FileError where error.path != "standard output" {
                messages.fail(error.diagnostic(file: file.validated.name))
                status = status.combined(with: .notWritten)
            } catch {
                failure = error
            }
            if let reason = file.validated.failure { messages.fail(reason) }
            return failure == nil
        }
        messages.finish()
        if let failure { throw failure }
        try register.synchroniseFolders()
        status = status.combined(with: tally.status(exitZero: true))
        if showsDifference, changed > 0 { status = status.combined(with: .different) }
        return status
    }

    /// Writes the result of a file, or prints the difference.
    ///
    /// - Returns: whether it was changed.
    private func write(_ file: FixedFile, _ register: TemporaryFiles) throws -> Bool {
        let isChanged = file.fixed.map { $0 != file.validated.bytes } ?? false
        let bytes = file.fixed ?? file.validated.bytes
        if showsDifference {
            guard isChanged else { return false }
            let difference = UnifiedDiff(file.validated.bytes, bytes, name: file.validated.name)
            // A patch is data; on a terminal it is for people.
            if Console.standardOutput.isTerminal {
                try Terminal.print(difference.text)
            } else {
                try Console.standardOutput.write(difference.bytes)
            }
        } else if file.input.isStandardInput {
            if file.validated.failure == nil { try Console.standardOutput.write(bytes) }
        } else if isChanged {
            // What is named may be a link; the file that it leads to is the one to change.
            let path = resolvedPath(file.input.path) ?? file.input.path
            _ = try AtomicFile.write(bytes, to: path, existing: .replace, register: register)
        }
        return isChanged
    }
}
