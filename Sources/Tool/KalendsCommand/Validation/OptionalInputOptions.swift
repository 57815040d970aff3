internal import ArgumentParser
internal import Files
internal import Kalends

/// Which inputs a command reads, where it may also read none; what `.gitignore` names is left out of folders.
struct OptionalInputOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("Files, folders, patterns in quotes, or - for standard input.", valueName: "input"),
        completion: .file()
    )
    var inputs: [String] = []

    @Option(
        help: ArgumentHelp(
            "Leave out what matches a pattern, with the meaning of .gitignore; may be repeated.",
            valueName: "pattern"
        )
    )
    var exclude: [String] = []

    @Option(
        help: ArgumentHelp("Read the names of inputs from a file, one a line; - is standard input.", valueName: "file"),
        completion: .file()
    )
    var filesFrom: String?

    @Flag(name: .customShort("0"), help: "Names in --files-from end in a zero byte, as find -print0 writes them.")
    var isZeroSeparated = false

    @Option(
        help: ArgumentHelp("The name that standard input goes by in messages and for detection.", valueName: "name")
    )
    var stdinFilename: String?

    /// What is asked of the arguments where something is to be read.
    func requireInputs() throws { try options().check() }

    /// The files that the arguments mean.
    func discover() throws -> Inputs {
        var found = try options().discover()
        let named = Set(inputs)
        var ignore = GitIgnore()
        found.files.removeAll {
            !$0.isStandardInput && !named.contains($0.path) && filesFrom == nil && ignore.excludes($0.path)
        }
        return found
    }

    private func options() -> InputOptions {
        var options = InputOptions()
        options.inputs = inputs
        options.exclude = exclude
        options.filesFrom = filesFrom
        options.isZeroSeparated = isZeroSeparated
        options.stdinFilename = stdinFilename
        return options
    }
}
