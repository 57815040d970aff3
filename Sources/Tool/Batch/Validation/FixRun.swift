package import Files
internal import Kalends
internal import KolabMail
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
        // The messages of an mbox have one name, and become one file.
        var notedName: String?
        var mailboxes: [String: [ByteEdit]] = [:]
        var status = ExitStatus.success
        var failure: (any Error)?
        ProcessPool().run(inputs.files, weight: \.size) { file, _ in
            TransferList(
                FixedFile.fixing(file, validators, allowsGuesses: allowsGuesses) {
                    !settings.suppresses($0, in: file.displayName)
                }
            )
        } died: { file, end in
            TransferList([
                FixedFile(file, failure: ReadError(.crashed(end.description)).diagnostic(file: file.displayName))
            ])
        } deliver: { files in
            for file in files.elements {
                tally.add(file.validated)
                do {
                    let isChanged = try write(file, amongSeveral: files.elements.count > 1, &mailboxes, register)
                    if isChanged { changed += 1 }
                    if file.fixed != nil || file.validated.name != notedName { messages.note(file.notes) }
                    notedName = file.validated.name
                } catch let error as FileError where error.path != "standard output" {
                    messages.fail(error.diagnostic(file: file.validated.name))
                    status = status.combined(with: .notWritten)
                } catch let error as ExitStatusError {
                    messages.fail(
                        Diagnostic(
                            "file-error",
                            .error,
                            error.reason ?? "",
                            at: SourceLocation(file: file.validated.name)
                        )
                    )
                    status = status.combined(with: error.status)
                } catch {
                    failure = error
                }
                if let reason = file.validated.failure { messages.fail(reason) }
            }
            return failure == nil
        }
        messages.finish()
        if let failure { throw failure }
        for (path, edits) in mailboxes.sorted(by: { $0.key < $1.key }) {
            do throws(FileError) {
                try replace(path, with: WholeFile.read(path).applying(edits), register)
            } catch {
                messages.fail(error.diagnostic(file: path))
                status = status.combined(with: .notWritten)
            }
        }
        try register.synchroniseFolders()
        status = status.combined(with: tally.status(exitZero: true))
        if showsDifference, changed > 0 { status = status.combined(with: .different) }
        return status
    }

    /// Writes the result of a file, or prints the difference; that of a message of an mbox is added to the edits of its file.
    ///
    /// - Parameter isAmongSeveral: whether an archive holds other calendars as well.
    /// - Returns: whether it was changed.
    /// - Throws: ``ExitStatusError`` for a file that is not written to.
    private func write(
        _ file: FixedFile,
        amongSeveral isAmongSeveral: Bool,
        _ mailboxes: inout [String: [ByteEdit]],
        _ register: TemporaryFiles
    ) throws -> Bool {
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
            if isAmongSeveral {
                throw ExitStatusError(
                    status: .partlyDone,
                    "an archive of several calendars cannot be written to standard output"
                )
            }
            if file.validated.failure == nil { try Console.standardOutput.write(bytes) }
        } else if isChanged, file.isCompressed {
            throw ExitStatusError(
                status: .partlyDone,
                "a compressed file is not changed; --diff shows the fixes, and “fix - < FILE” writes the fixed content"
            )
        } else if isChanged, let part = file.input.part {
            mailboxes[file.input.path, default: []].append(ByteEdit(part.range, bytes))
        } else if isChanged, file.input.isMessage, file.input.path.contains(",S="),
            bytes.count != file.validated.bytes.count
        {
            // The server trusts the size in the name (Maildir++).
            throw ExitStatusError(
                status: .partlyDone,
                "the file name of the message states its size, which would change; fix a copy with another name"
            )
        } else if isChanged {
            try replace(file.input.path, with: bytes, register)
        }
        return isChanged
    }

    private func replace(_ path: String, with bytes: [UInt8], _ register: TemporaryFiles) throws(FileError) {
        // What is named may be a link; the file that it leads to is the one to change.
        _ = try AtomicFile.write(bytes, to: resolvedPath(path) ?? path, existing: .replace, register: register)
    }
}
