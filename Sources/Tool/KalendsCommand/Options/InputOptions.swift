internal import ArgumentParser
internal import Files
internal import Kalends

/// Which inputs a command reads, and how.
struct InputOptions: CheckedArguments {
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

    func check() throws {
        if inputs.isEmpty, filesFrom == nil {
            throw ValidationError("Nothing to read: name an input, or - for standard input.")
        }
        if isZeroSeparated, filesFrom == nil { throw ValidationError("-0 belongs to --files-from.") }
        if inputs.count(where: { $0 == "-" }) + (filesFrom == "-" ? 1 : 0) > 1 {
            throw ValidationError("Standard input can be read only once.")
        }
    }

    /// Finds the files that the arguments mean.
    ///
    /// - Throws: ``ExitStatusError`` if the list of --files-from cannot be read.
    func discover() throws -> Inputs {
        var discovery = InputDiscovery(excluding: IgnorePatterns(exclude)) { name, beginning in
            FormatDetection.isNamedAsCalendar(name) || FormatDetection.format(ofContent: beginning()) != nil
        }
        for input in inputs { discovery.add(input) }
        var failures: [FileError] = []
        if let filesFrom {
            let list = try ArgumentFile.reading { () throws(FileError) in
                try FileList.read(filesFrom, separator: isZeroSeparated ? .zero : .newline)
            }
            failures = list.failures
            for name in list.names { discovery.addListed(name) }
        }
        var found = discovery.result.dividingMailboxes()
        found.failures += failures
        if let stdinFilename {
            for index in found.files.indices where found.files[index].isStandardInput {
                found.files[index].relativePath = stdinFilename
            }
        }
        return found
    }
}
