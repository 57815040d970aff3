internal import ArgumentParser
internal import Files
internal import Kalends

/// `kalends fix`
struct Fix: ParsableCommand, CheckedArguments {
    static let configuration = CommandConfiguration(
        commandName: "fix",
        abstract: "Mend what validate finds in iCalendar text, as far as no guess is needed.",
        discussion: """
            Safe fixes change no information: line ends, folding, a byte order mark, a missing DTSTAMP, a repeated line. \
            --unsafe also makes changes that are only probably what was meant. What conforms is never touched. A fixed file is \
            validated again, and fixing it twice changes nothing. Standard input is fixed to standard output.

            --diff writes nothing and shows the changes; its status is 1 if there are any. Written to a file they are a patch, \
            which patch -p0 --binary takes.

            EXAMPLES:
              kalends fix --diff feed.ics
              kalends fix calendars/
              kalends fix --unsafe - < feed.ics

            \(ExitStatus.table)
            """
    )

    @OptionGroup(title: "Inputs") var input: OptionalInputOptions
    @OptionGroup(title: "Rules") var rules: RuleOptions
    @Flag(help: "Write nothing; show the changes as a unified diff.") var diff = false
    @Flag(help: "Also make changes that are only probably what was meant.") var unsafe = false
    @OptionGroup(title: "Writing") var sync: SyncOptions
    @OptionGroup(title: "Messages") var message: MessageOptions

    func check() throws { try input.requireInputs() }

    func run() throws {
        let register = sync.register()
        Interruption.removes(register)
        let settings = try rules.settings()
        let inputs = try input.discover()
        let validators = ValidatorChoice(settings, for: inputs.files)
        var messages = Messages(message, total: inputs.files.count)
        var tally = ValidationTally(failLevel: .error, unreadable: inputs.failures)
        for failure in inputs.failures { messages.fail(failure.diagnostic()) }
        var changed = 0
        // The messages of an mbox have one name.
        var notedName: String?
        var status = ExitStatus.success
        var failure: (any Error)?
        ProcessPool().run(inputs.files, weight: \.size) { file, _ in
            FixedFile(file, validators, allowsGuesses: unsafe) { !settings.suppresses($0, in: file.displayName) }
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
        if diff, changed > 0 { status = status.combined(with: .different) }
        if status != .success { throw ExitStatusError(status: status) }
    }

    /// Writes what became of a file, or shows the difference.
    ///
    /// - Returns: whether it was changed.
    private func write(_ file: FixedFile, _ register: TemporaryFiles) throws -> Bool {
        let isChanged = file.fixed.map { $0 != file.validated.bytes } ?? false
        let bytes = file.fixed ?? file.validated.bytes
        if diff {
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

/// What fixing made of a file.
private struct FixedFile: Transferable {
    let input: InputFile
    var validated: ValidatedFile
    /// The bytes with their fixes; nil if nothing was tried.
    var fixed: [UInt8]?
    /// What a person wants to know.
    var notes: [String] = []

    /// A file that could not be read.
    init(_ input: InputFile, failure: Diagnostic) {
        self.input = input
        validated = ValidatedFile(name: input.displayName, failure: failure)
    }

    /// Reads and fixes a file.
    init(
        _ input: InputFile,
        _ validators: ValidatorChoice,
        allowsGuesses: Bool,
        isWanted: @escaping @Sendable (Finding) -> Bool
    ) {
        self.input = input
        validated = ValidatedFile(name: input.displayName)
        do throws(FileError) {
            validated.bytes = try input.read()
        } catch {
            validated.failure = error.diagnostic(file: input.displayName)
            return
        }
        guard Validator.format(of: validated.bytes, name: input.displayName, isMessage: input.isMessage) == .iCalendar
        else {
            let head = Array(validated.bytes.prefix(FormatDetection.headSize))
            if FormatDetection.format(name: input.displayName, head: head, isMessage: input.isMessage) == nil {
                validated.failure = ReadError(FormatDetection.refusal(of: head)).diagnostic(file: input.displayName)
            } else {
                notes = ["\(input.displayName): only iCalendar text is fixed"]
            }
            return
        }
        let fixer = Fixer(validators.validator(for: input), allowsGuesses: allowsGuesses, isWanted: isWanted)
        let result = fixer.fix(iCalendar: validated.bytes, file: input.displayName)
        if let refusal = result.refusal {
            validated.failure = refusal.diagnostic(file: input.displayName)
            return
        }
        fixed = result.bytes
        guard result.bytes != validated.bytes else { return }
        let fixes = result.fixes.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key) \($0.value)" }
        notes = [
            "\(input.displayName): fixed \(fixes.joined(separator: ", ")); \(result.remaining.count) findings remain"
        ]
    }

    func write(to message: inout TransferWriter) {
        input.write(to: &message)
        validated.write(to: &message)
        message.write(fixed != nil)
        message.write(fixed ?? [])
        message.write(notes)
    }

    init(from message: inout TransferReader) throws(TransferError) {
        input = try InputFile(from: &message)
        validated = try ValidatedFile(from: &message)
        let isFixed = try message.flag()
        let bytes = try message.array()
        fixed = isFixed ? bytes : nil
        notes = try message.list()
    }
}
