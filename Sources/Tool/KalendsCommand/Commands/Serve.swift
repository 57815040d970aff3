internal import ArgumentParser
internal import Arguments
internal import Batch

/// `kalends serve`, which the program kalends-events answers.
struct Serve: ForwardingCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve a store and conversions over HTTP.",
        discussion: "The program kalends-events, which is installed next to kalends, runs this command.",
        helpNames: []
    ).alone

    @Argument(parsing: .captureForPassthrough, help: "What to do; --help lists it.") var arguments: [String] = []

    func run() throws { throw try StoreProgram.end(as: "serve", with: arguments) }
}
