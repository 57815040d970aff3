internal import ArgumentParser
package import Batch
package import Files

/// How much is printed on standard error, and in which colours.
package struct MessageOptions: CheckedArguments {
    @Flag(name: .shortAndLong, help: "Print errors only: no findings, no progress, no summary.")
    package var quiet = false
    @Flag(name: .shortAndLong, help: "Print every finding, not only the first few of each file.")
    package var verbose = false
    @Option(help: .value("when", "Colour messages.")) package var color = Coloring.auto

    package init() {}

    package func check() throws {
        if quiet, verbose { throw ValidationError("--quiet and --verbose cannot be combined.") }
    }

    /// What is printed on standard error.
    package var style: MessageStyle {
        MessageStyle(isQuiet: quiet, isVerbose: verbose, isColored: isColored(on: .standardError))
    }

    /// Whether a stream is coloured.
    package func isColored(on stream: Console) -> Bool { color.isColored(stream) }
}

extension Coloring: ExpressibleByArgument {}
