package import ArgumentParser
package import Batch
internal import Files

extension ParsableCommand {
    /// Runs the command that the arguments of the process name, and ends the process with its ``Batch/ExitStatus``.
    ///
    /// - Parameter report: reports an error that only this program knows, and gives the status for it; nil for others.
    package static func runProgram(orReport report: (any Error) -> ExitStatus? = { _ in nil }) -> Never {
        Interruption.reportsClosedPipes()
        let arguments = CommandWords.askingForHelp(Environment.arguments(), of: self)
        let isVersion = arguments == ["-V"] || arguments == ["version"]
        Terminal.exit(run(isVersion ? ["--version"] : arguments, report))
    }

    private static func run(_ arguments: [String], _ report: (any Error) -> ExitStatus?) -> ExitStatus {
        if let complaint = CommandWords.complaint(about: arguments, to: self) {
            Terminal.complain(complaint)
            return .usage
        }
        do {
            var command = try parse(arguments)
            try command.run()
            return .success
        } catch let error as UsageError {
            return explain(misspelling(in: arguments) ?? ValidationError(error.message))
        } catch {
            return Terminal.status(after: error) ?? report(error) ?? explain(misspelling(in: arguments) ?? error)
        }
    }

    /// The command that the arguments name, with them.
    ///
    /// To look through every command for one costs more than most conversions: the one that the first words name is read alone.
    /// What it does not understand is explained by the whole.
    private static func parse(_ arguments: [String]) throws -> any ParsableCommand {
        var command: any ParsableCommand.Type = Self.self
        var rest = arguments[...]
        while let word = rest.first, let next = command.subcommand(word) {
            command = next
            rest.removeFirst()
        }
        // A request for help gives another command, which has to know the whole; an error is met again there.
        if rest.count < arguments.count, let parsed = try? command.parseAsRoot(Array(rest)), type(of: parsed) == command
        {
            return parsed
        }
        return try parseAsRoot(arguments)
    }

    /// The command of a name.
    static func subcommand(_ name: String) -> (any ParsableCommand.Type)? {
        configuration.subcommands.first { $0.configuration.commandName == name }
    }

    /// The error of an unknown option, where a check failed that runs before such options are looked for.
    private static func misspelling(in arguments: [String]) -> (any Error)? {
        do {
            _ = try ArgumentChecks.$areSkipped.withValue(true) { try parseAsRoot(arguments) }
            return nil
        } catch {
            return error
        }
    }

    /// Prints the output of ArgumentParser: help and version as results, anything else as an error.
    private static func explain(_ error: any Error) -> ExitStatus {
        let status = exitCode(for: error)
        if status == .success {
            var text = fullMessage(for: error, columns: 10_000)
            if text.hasPrefix("OVERVIEW:") {
                text = ParserText.wrapped(text, to: Console.standardOutput.width ?? 80)
            }
            do throws(FileError) {
                try Terminal.print(text.isEmpty ? "" : text + "\n")
                return .success
            } catch {
                return Terminal.status(after: error) ?? .notWritten
            }
        }
        Terminal.report(ParserText.error(fullMessage(for: error)) + "\n")
        return status == .validationFailure ? .usage : .internalError
    }
}

extension CommandConfiguration {
    /// The configuration of a command that is also parsed without the root command: no completion scripts are asked of it, so that
    /// ArgumentParser does not parse two commands of its own first to find out.
    package var alone: CommandConfiguration {
        var configuration = self
        configuration._superCommandName = "kalends"
        return configuration
    }

    /// The configuration of a command that is ``alone`` and whose help ends with the table of its statuses.
    ///
    /// - Parameters:
    ///   - own: the statuses that not every command has.
    ///   - finding: what status 1 means; nil if the command does not end with it.
    package func withStatuses(_ own: ExitStatus..., finding: String? = nil) -> CommandConfiguration {
        var configuration = alone
        let table = ExitStatus.table(of: Set(own), finding: finding)
        configuration.discussion += configuration.discussion.isEmpty ? table : "\n\n" + table
        return configuration
    }
}
