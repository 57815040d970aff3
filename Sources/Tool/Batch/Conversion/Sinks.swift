internal import Files
internal import Kalends

/// A streamed conversion into a file that appears when it is complete.
final class FileSink: ConversionSink {
    private let path: String
    private let files: OutputFiles
    private var file: AtomicFile

    init(_ path: String, _ files: OutputFiles) throws(FileError) {
        self.path = path
        self.files = files
        file = try AtomicFile.beginning(path, existing: files.existing, register: files.register)
    }

    var canRestart: Bool { true }

    func write(_ bytes: [UInt8]) throws(FileError) { try file.append(bytes) }

    func restart() throws(FileError) {
        file = try AtomicFile.beginning(path, existing: files.existing, register: files.register)
    }

    /// Gives the file its name.
    func finish() throws(FileError) -> Outcome.Written {
        Outcome.Written(path: path, fate: try file.commit() == .kept ? .kept : .written)
    }
}

/// A streamed conversion to standard output.
final class ConsoleSink: ConversionSink {
    var canRestart: Bool { false }

    func write(_ bytes: [UInt8]) throws(FileError) { try Console.standardOutput.write(bytes) }

    func restart() {}
}

/// A streamed conversion of which only the findings are wanted.
final class NoSink: ConversionSink {
    var canRestart: Bool { true }

    func write(_ bytes: [UInt8]) {}

    func restart() {}
}
