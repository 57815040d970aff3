internal import ArgumentParser
internal import Batch
internal import Files
internal import Kalends

/// The command `kalends`.
///
/// Every command states its name: to have it derived from the type costs half of the time of a start.
@main struct RootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kalends",
        abstract: "Convert between iCalendar, xCal and Kolab XML, losing nothing in silence.",
        discussion: ExitStatus.table,
        version: Product.version,
        subcommands: [
            Convert.self, Select.self, Split.self, Merge.self, Diff.self, Common.self, Expand.self, AgendaCommand.self,
            Restore.self,
            Zones.self, Migrate.self, Transform.self,
            Formats.self, Validate.self, Fix.self, Explain.self, Rules.self, Anonymize.self,
            Store.self,
        ]
    )

    /// Runs the command that the arguments name and ends with its ``ExitStatus``.
    static func main() {
        Interruption.reportsClosedPipes()
        Terminal.exit(run(Environment.arguments()))
    }

    private static func run(_ arguments: [String]) -> ExitStatus {
        if let complaint = HelpRequest.complaint(about: arguments) {
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
            return Terminal.status(after: error) ?? explain(misspelling(in: arguments) ?? error)
        }
    }

    /// The command that the arguments name, with them.
    ///
    /// To look through every command for one costs more than most conversions: the one that the first words name is read alone.
    /// What it does not understand is explained by the whole.
    private static func parse(_ arguments: [String]) throws -> any ParsableCommand {
        var command: any ParsableCommand.Type = RootCommand.self
        var rest = arguments[...]
        while let word = rest.first,
            let next = command.configuration.subcommands.first(where: { $0.configuration.commandName == word })
        {
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
        let text = fullMessage(for: error)
        switch exitCode(for: error) {
        case .success:
            try? Terminal.print(text.isEmpty ? "" : text + "\n")
            return .success
        case .validationFailure:
            Terminal.report(text + "\n")
            return .usage
        default:
            Terminal.report(text + "\n")
            return .internalError
        }
    }
}

extension CommandConfiguration {
    /// The configuration of a command that is also parsed without the root command: no completion scripts are asked of it, so that
    /// ArgumentParser does not parse two commands of its own first to find out.
    var alone: CommandConfiguration {
        var configuration = self
        configuration._superCommandName = "kalends"
        return configuration
    }
}
