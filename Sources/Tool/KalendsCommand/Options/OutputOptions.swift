internal import ArgumentParser
internal import Arguments
internal import Batch
internal import Files

/// The file that a command writes one output to.
struct FileOutput: CheckedArguments {
    @Option(file: "The file to write; standard output if not given.", name: .shortAndLong) var output: String?
    @Flag(help: "Replace a file that exists already instead of keeping it.") var overwrite = false
    @OptionGroup var sync: SyncOptions

    func check() throws { try checkName(output) }

    var request: OutputRequest { OutputRequest(output, overwrites: overwrite, sync.register()) }
}

/// Where a command writes calendar data, which may be several objects.
struct ObjectOutput: CheckedArguments {
    @Option(
        name: .shortAndLong,
        help: .value("path", "A file, or a folder for several objects or calendars; standard output if not given."),
        completion: .file()
    )
    var output: String?
    @Flag(help: "Replace files that exist already instead of keeping them.") var overwrite = false
    @OptionGroup var sync: SyncOptions

    func check() throws { try checkName(output) }

    var request: OutputRequest { OutputRequest(output, overwrites: overwrite, sync.register()) }
}

/// How sure it is, when a command ends, that what it wrote is on the disk.
struct SyncOptions: ParsableArguments {
    @Flag(help: "Do not wait for the disk: faster for many files, but a crash of the system may leave empty ones.")
    var noSync = false

    /// Whether files reach the disk before they get their names.
    var isDurable: Bool { !noSync }

    /// The register for the unfinished files of the command, which are removed if it is interrupted.
    func register() -> TemporaryFiles {
        let register = TemporaryFiles(isDurable: isDurable)
        Interruption.removes(register)
        return register
    }
}
