internal import ArgumentParser
internal import Arguments
internal import Batch

/// `kalends serve`, which the program kalends-events answers.
struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve a store and conversions over HTTP.",
        discussion: "kalends-events answers it, a program that is installed next to kalends.",
        helpNames: []
    ).alone

    @Argument(parsing: .captureForPassthrough, help: "What to do; --help lists it.") var arguments: [String] = []

    func run() throws { throw try StoreProgram.end(as: "serve", with: arguments) }
}
