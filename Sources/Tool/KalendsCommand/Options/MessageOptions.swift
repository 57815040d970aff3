internal import ArgumentParser
internal import Batch
internal import Files

/// How much is printed on standard error, and in which colours.
struct MessageOptions: CheckedArguments {
    /// When text is coloured.
    enum Coloring: String, ExpressibleByArgument, CaseIterable {
        case auto, always, never
    }

    @Flag(name: .shortAndLong, help: "Say only what failed: no findings, no progress, no summary.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Say every finding, not only the first few of each file.")
    var verbose = false

    @Option(help: ArgumentHelp("Colour messages.", valueName: "when"))
    var color = Coloring.auto

    func check() throws {
        if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other.") }
    }

    /// What is printed on standard error.
    var style: MessageStyle {
        MessageStyle(isQuiet: quiet, isVerbose: verbose, isColored: isColored(on: .standardError))
    }

    /// Whether a stream is coloured: as requested, else if it is a terminal that supports colours (NO_COLOR,
    /// CLICOLOR_FORCE, TERM).
    func isColored(on stream: Console) -> Bool {
        switch color {
        case .always: true
        case .never: false
        case .auto:
            if Environment.value(of: "NO_COLOR").map({ !$0.isEmpty }) == true {
                false
            } else if Environment.value(of: "CLICOLOR_FORCE").map({ $0 != "0" }) == true {
                true
            } else {
                stream.isTerminal && stream.hasEscapeSequences
            }
        }
    }
}
