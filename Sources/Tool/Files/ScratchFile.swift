internal import Platform

/// A file without a name, for what is too much to be held; it is removed with its owner, however the process ends.
public final class ScratchFile: Sendable {
    let file: FileDescriptor
    private static let name = "scratch file"

    /// Makes a file where the system keeps temporary ones.
    public init() throws(FileError) { file = try Self.unnamed() }

    /// A file that another process has made.
    init(_ file: consuming FileDescriptor) { self.file = file }

    private static func unnamed() throws(FileError) -> FileDescriptor {
        guard let stream = unsafe tmpfile() else { throw FileError(name, number: errno) }
        defer { unsafe fclose(stream) }
        let number = unsafe fcntl(fileno(stream), F_DUPFD_CLOEXEC, 0)
        guard number >= 0 else { throw FileError(name, number: errno) }
        return FileDescriptor(number)
    }

    /// Adds bytes at the end.
    public func append(_ bytes: [UInt8]) throws(FileError) { try file.write(bytes, name: Self.name) }

    /// Another name for the file, by which it can be opened while its owner lives (Linux).
    public var path: String { "/proc/self/fd/\(file.number)" }

    /// The bytes of a range that was written.
    public func read(_ range: Range<Int>) throws(FileError) -> [UInt8] {
        try file.read(range, name: Self.name)
    }
}
