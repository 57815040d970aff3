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
    @OptionGroup(title: "Messages") var message: MessageOptions

    func check() throws { try input.requireInputs() }

    func run() throws {
        let register = TemporaryFiles()
        Interruption.removes(register)
        let settings = try rules.settings()
        let inputs = try input.discover()
        let validators = ValidatorChoice(settings, for: inputs.files)
        var messages = Messages(message, total: inputs.files.count)
        var tally = ValidationTally(failLevel: .error, unreadable: inputs.failures)
        for failure in inputs.failures { messages.fail(failure.diagnostic()) }
        var changed = 0
        var status = ExitStatus.success
        for file in inputs.files {
            var outcome = ValidatedFile(name: file.displayName)
            do throws(FileError) {
                outcome.bytes = try file.read()
            } catch {
                outcome.failure = error.diagnostic(file: file.displayName)
                messages.fail(error.diagnostic(file: file.displayName))
            }
            tally.add(outcome)
            guard outcome.failure == nil else { continue }
            guard Validator.format(of: outcome.bytes, name: file.displayName) == .iCalendar else {
                messages.note(["\(file.displayName): only iCalendar text is fixed"])
                if file.isStandardInput, !diff { try Console.standardOutput.write(outcome.bytes) }
                continue
            }
            let fixer = Fixer(validators.validator(for: file), allowsGuesses: unsafe) { finding in
                !settings.suppresses(finding, in: file.displayName)
            }
            let result = fixer.fix(iCalendar: outcome.bytes, file: file.displayName)
            let isChanged = result.bytes != outcome.bytes
            if isChanged { changed += 1 }
            if diff {
                let difference = UnifiedDiff(outcome.bytes, result.bytes, name: file.displayName)
                try Console.standardOutput.write(
                    Console.standardOutput.isTerminal ? Array(difference.text.utf8) : difference.bytes)
            } else if file.isStandardInput {
                try Console.standardOutput.write(result.bytes)
            } else if isChanged {
                do throws(FileError) {
                    // What is named may be a link; the file that it leads to is the one to mend.
                    _ = try AtomicFile.write(
                        result.bytes, to: resolvedPath(file.path) ?? file.path, existing: .replace, register: register)
                } catch {
                    messages.fail(error.diagnostic(file: file.displayName))
                    status = status.combined(with: .notWritten)
                    continue
                }
            }
            if isChanged { messages.note(Self.summary(result, of: file.displayName)) }
        }
        messages.finish()
        status = status.combined(with: tally.status(exitZero: true))
        if diff, changed > 0 { status = status.combined(with: .different) }
        if status != .success { throw ExitStatusError(status: status) }
    }

    private static func summary(_ result: Fixer.Result, of name: String) -> [String] {
        let fixes = result.fixes.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key) \($0.value)" }
        return ["\(name): fixed \(fixes.joined(separator: ", ")); \(result.remaining.count) findings remain"]
    }
}
