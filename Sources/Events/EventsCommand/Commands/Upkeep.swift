#if Events
    internal import ArgumentParser
    internal import Batch
    internal import KalendsEvents
    internal import Reports

    /// `kalends store check`
    struct CheckCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Check a store for damage.",
            discussion: "Ends with status 1 if something is wrong."
        )

        @OptionGroup var options: StoreOptions

        func run() throws {
            let store = try options.open()
            let found = try store.check()
            for line in found { try Terminal.print(line + "\n") }
            guard found.isEmpty else { throw ExitStatusError(status: .different) }
            options.note("\(try store.eventCount().counting("event")), nothing wrong")
        }
    }

    /// `kalends store backup`
    struct BackupCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "backup",
            abstract: "Write a copy of a store, which may be in use meanwhile."
        )

        @OptionGroup var options: StoreOptions
        @Argument(help: "The file to write, which must not exist.", completion: .file()) var copy: String

        func run() throws { try options.open().backUp(to: copy) }
    }
#endif
