internal import ArgumentParser
internal import Arguments
internal import Batch

/// `kalends store`, which the program kalends-events answers.
struct Store: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store",
        abstract: "Store events with people and rooms in a database file.",
        discussion: "kalends-events answers it, a program that is installed next to kalends.",
        helpNames: []
    ).alone

    @Argument(parsing: .captureForPassthrough, help: "What to do; --help lists it.") var arguments: [String] = []

    func run() throws { throw try StoreProgram.end(as: "store", with: arguments) }
}
