internal import ArgumentParser
internal import Arguments
internal import Batch

/// The program `kalends-events`, which `kalends store` and `kalends serve` start with its own arguments.
@main struct EventsRoot: ParsableCommand {
    #if Service
        private static let commands: [any ParsableCommand.Type] = [StoreCommand.self, ServeCommand.self]
    #elseif Events
        private static let commands: [any ParsableCommand.Type] = [StoreCommand.self]
    #else
        private static let commands: [any ParsableCommand.Type] = []
    #endif

    static let configuration = CommandConfiguration(
        commandName: "kalends",
        abstract: "Keep events with people in a store, and serve them.",
        discussion: ExitStatus.table(of: [.nothingRead, .partlyDone], finding: "the store is damaged (store check)"),
        subcommands: commands
    )

    static func main() {
        guard !commands.isEmpty else {
            Terminal.complain("this kalends-events was built without the package trait Events")
            Terminal.exit(.internalError)
        }
        runProgram { error in
            #if Events
                StoreFailure.report(error)
            #else
                nil
            #endif
        }
    }
}
