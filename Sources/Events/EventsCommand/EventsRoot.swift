internal import ArgumentParser
internal import Batch
internal import Files

/// The program `kalends-events`, which `kalends store` starts with its own arguments.
@main struct EventsRoot: ParsableCommand {
    #if Events
        private static let commands: [any ParsableCommand.Type] = [StoreCommand.self]
    #else
        private static let commands: [any ParsableCommand.Type] = []
    #endif

    static let configuration = CommandConfiguration(
        commandName: "kalends",
        abstract: "Keep events with people in a store.",
        discussion: ExitStatus.table,
        subcommands: commands
    )

    /// Runs the command that the arguments name and ends with its ``Batch/ExitStatus``.
    static func main() {
        Interruption.reportsClosedPipes()
        Terminal.exit(run(Environment.arguments()))
    }

    private static func run(_ arguments: [String]) -> ExitStatus {
        guard !commands.isEmpty else {
            Terminal.complain("this kalends-events was built without the package trait Events")
            return .internalError
        }
        do {
            var command = try parseAsRoot(arguments)
            try command.run()
            return .success
        } catch {
            if let status = Terminal.status(after: error) { return status }
            #if Events
                if let status = StoreFailure.report(error) { return status }
            #endif
            return explain(error)
        }
    }

    /// Prints what ArgumentParser reports: help as a result, anything else as an error.
    private static func explain(_ error: any Error) -> ExitStatus {
        let text = fullMessage(for: error) + "\n"
        switch exitCode(for: error) {
        case .success:
            try? Terminal.print(text)
            return .success
        case .validationFailure:
            Terminal.report(text)
            return .usage
        default:
            Terminal.report(text)
            return .internalError
        }
    }
}
