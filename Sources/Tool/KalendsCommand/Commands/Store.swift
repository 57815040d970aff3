internal import ArgumentParser
internal import Arguments
internal import Batch

/// `kalends store`, which the program kalends-events answers.
struct Store: ForwardingCommand {
    static let configuration = CommandConfiguration(
        commandName: "store",
        abstract: "Store events with people and rooms in a database file.",
        discussion: "The program kalends-events, which is installed next to kalends, runs this command.",
        helpNames: []
    ).alone

    @Argument(parsing: .captureForPassthrough, help: "What to do; --help lists it.") var arguments: [String] = []

    func run() throws { throw try StoreProgram.end(as: "store", with: arguments) }
}
