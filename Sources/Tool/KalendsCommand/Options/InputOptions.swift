internal import ArgumentParser
internal import Batch
internal import Files

/// Which inputs a command reads.
struct InputOptions: CheckedArguments {
    @OptionGroup var options: OptionalInputOptions

    func check() throws { try options.requireInputs() }

    /// The files that the arguments mean.
    func discover() throws -> Inputs { try options.selection.discover() }
}

/// Which inputs a command reads, where it may also read none.
struct OptionalInputOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("Files, folders, patterns in quotes, or - for standard input.", valueName: "input"),
        completion: .file()
    )
    var inputs: [String] = []

    @Option(
        help: ArgumentHelp(
            "Skip what matches a pattern, in the syntax of .gitignore; may be repeated.",
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
        help: ArgumentHelp("The name of standard input in messages and for format detection.", valueName: "name")
    )
    var stdinFilename: String?

    /// The check of the arguments where something is to be read.
    func requireInputs() throws {
        if let complaint = selection.complaint { throw ValidationError(complaint) }
    }

    /// The files that the arguments mean; of folders without those that `.gitignore` names.
    func discover() throws -> Inputs {
        var selection = selection
        selection.respectsGitIgnore = true
        return try selection.discover()
    }

    fileprivate var selection: InputSelection {
        var selection = InputSelection(inputs)
        selection.excluded = exclude
        selection.listFile = filesFrom
        selection.separator = isZeroSeparated ? .zero : .newline
        selection.standardInputName = stdinFilename
        return selection
    }
}
