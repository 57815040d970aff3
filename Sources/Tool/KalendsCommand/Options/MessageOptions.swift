internal import ArgumentParser
internal import Arguments
internal import Batch
internal import Files

/// How much is printed on standard error, and in which colours.
struct MessageOptions: CheckedArguments {
    @Flag(name: .shortAndLong, help: "Print errors only: no findings, no progress, no summary.") var quiet = false
    @Flag(name: .shortAndLong, help: "Print every finding, not only the first few of each file.") var verbose = false
    @Option(help: .value("when", "Colour messages.")) var color = Coloring.auto

    func check() throws {
        if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other.") }
    }

    /// What is printed on standard error.
    var style: MessageStyle {
        MessageStyle(isQuiet: quiet, isVerbose: verbose, isColored: isColored(on: .standardError))
    }

    /// Whether a stream is coloured.
    func isColored(on stream: Console) -> Bool { color.isColored(stream) }
}

extension Coloring: ExpressibleByArgument {}
