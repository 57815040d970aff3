internal import ArgumentParser
internal import Arguments
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
        help: .value("input", "Files, folders, patterns in quotes, or - for standard input."),
        completion: .file()
    )
    var inputs: [String] = []
    @Option(help: .value("pattern", "Skip what matches a pattern, in the syntax of .gitignore; may be repeated."))
    var exclude: [String] = []
    @Option(file: "Read the names of inputs from a file, one a line; - is standard input.") var filesFrom: String?
    @Flag(name: .customShort("0"), help: "Names in --files-from end in a zero byte, as find -print0 writes them.")
    var isZeroSeparated = false
    @Option(help: .value("name", "The name of standard input in messages and for format detection."))
    var stdinFilename: String?

    /// The check of the arguments where something is to be read.
    func requireInputs() throws {
        if let complaint = selection.complaint { throw ValidationError(complaint) }
    }

    /// The files that the arguments mean; of folders without those that `.gitignore` names.
    ///
    /// - Parameter names: what is read where nothing is named.
    func discover(orElse names: [String] = []) throws -> Inputs {
        var selection = selection
        if selection.inputs.isEmpty, selection.listFile == nil { selection.inputs = names }
        if let complaint = selection.complaint { throw ValidationError(complaint) }
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

/// How much is done at once.
struct JobOptions: CheckedArguments {
    @Option(name: .shortAndLong, help: .value("n", "How many inputs at once; all processors if not given."))
    var jobs: Int?

    /// The number of inputs at once.
    var count: Int { jobs ?? WorkerPool.processorCount }

    func check() throws {
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs must be a number from 1 to 1024.") }
    }
}
