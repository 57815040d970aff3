internal import Files
internal import Kalends

/// A streamed conversion into a file that appears when it is complete.
final class FileSink: ConversionSink {
    private let path: String
    private let files: OutputFiles
    private var file: AtomicFile
    /// Compares with the file that is there, where it is left alone if it is the same.
    private var comparison: FileComparison?

    init(_ path: String, _ files: OutputFiles) throws(FileError) {
        self.path = path
        self.files = files
        comparison = files.comparesFirst ? FileComparison(path) : nil
        file = try AtomicFile.beginning(path, existing: files.existing, register: files.register)
    }

    var canRestart: Bool { true }

    func write(_ bytes: [UInt8]) throws(FileError) {
        comparison?.add(bytes)
        try file.append(bytes)
    }

    func restart() throws(FileError) {
        comparison = files.comparesFirst ? FileComparison(path) : nil
        file = try AtomicFile.beginning(path, existing: files.existing, register: files.register)
    }

    /// Gives the file its name.
    func finish() throws(FileError) -> Outcome.Written {
        if comparison?.finish() == true { return Outcome.Written(path: path, fate: .unchanged) }
        return Outcome.Written(path: path, fate: try file.commit() == .kept ? .kept : .written)
    }
}

/// A streamed conversion to standard output.
final class ConsoleSink: ConversionSink {
    var canRestart: Bool { false }

    func write(_ bytes: [UInt8]) throws(FileError) { try Console.standardOutput.write(bytes) }

    func restart() {}
}

/// A streamed conversion that is compared with a file that is there, and not written.
final class ComparingSink: ConversionSink {
    private let path: String
    private var comparison: FileComparison

    init(_ path: String) {
        self.path = path
        comparison = FileComparison(path)
    }

    var canRestart: Bool { true }

    func write(_ bytes: [UInt8]) { comparison.add(bytes) }

    func restart() { comparison = FileComparison(path) }

    /// Whether the file has the very bytes.
    var isSame: Bool { comparison.finish() }
}

/// A streamed conversion of which only the findings are wanted.
final class NoSink: ConversionSink {
    var canRestart: Bool { true }

    func write(_ bytes: [UInt8]) {}

    func restart() {}
}
