internal import ArgumentParser
internal import Files

/// How sure it is, when a command ends, that what it wrote is on the disk.
struct SyncOptions: ParsableArguments {
    @Flag(
        help:
            "Do not wait until what is written is on the disk: faster for many files, and a crash of the system may leave empty ones."
    )
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
