internal import Platform

/// Reads whole files.
public enum WholeFile {
    /// Reads the file at `path` with one allocation of its size and, as a rule, one call.
    ///
    /// - Parameter limit: the most bytes that are read.
    /// - Throws: ``FileError`` if it cannot be opened or read, is not a regular file, or holds more than `limit` bytes.
    public static func read(_ path: String, limit: Int = .max) throws(FileError) -> [UInt8] {
        var hasChanged = false
        return try read(path, limit: limit, hasChanged: &hasChanged)
    }

    /// Reads the file or pipe at `path` to its end, as shells give the output of another command; waits for a pipe
    /// without a writer.
    public static func readFileOrPipe(_ path: String) throws(FileError) -> [UInt8] {
        let file = try FileDescriptor(opening: path, O_RDONLY)
        let status = try FileStatus(of: file, name: path)
        if status.kind == .folder { throw FileError(path, .isFolder) }
        return try read(file, expecting: status.size, limit: .max, name: path)
    }

    /// Reads the file at `path` as ``read(_:limit:)`` does.
    ///
    /// - Parameter hasChanged: becomes true if the file was written to meanwhile, so that the bytes may be of several versions.
    public static func read(_ path: String, limit: Int = .max, hasChanged: inout Bool) throws(FileError) -> [UInt8] {
        let file = try FileDescriptor(openingRegular: path, followingLinks: true)
        let status = try FileStatus(of: file, name: path)
        let bytes = try read(file, expecting: status.size, limit: limit, name: path)
        hasChanged = try status.hasChanged(file, after: bytes.count, name: path)
        return bytes
    }

    /// Reads standard input to its end.
    public static func readStandardInput(limit: Int = .max) throws(FileError) -> [UInt8] {
        let file = FileDescriptor(STDIN_FILENO, isOwned: false)
        let status = try FileStatus(of: file, name: "-")
        return try read(file, expecting: status.size, limit: limit, name: "-")
    }

    /// The first `count` bytes, or all if there are fewer.
    public static func readBeginning(of path: String, count: Int) throws(FileError) -> [UInt8] {
        // Without O_NONBLOCK, opening a pipe without a writer would wait for ever.
        let file = try FileDescriptor(opening: path, O_RDONLY | O_NONBLOCK)
        return try readExpected(file, size: count, name: path)
    }

    private static func read(
        _ file: borrowing FileDescriptor,
        expecting size: Int,
        limit: Int,
        name: String
    ) throws(FileError) -> [UInt8] {
        guard size <= limit else { throw FileError(name, .tooLarge(limit: limit)) }
        var bytes = try readExpected(file, size: size, name: name)
        // A pipe reports no size, and a file may have grown; a file that has not answers this read with 0 bytes.
        if bytes.count == size { try readRest(of: file, into: &bytes, limit: limit, name: name) }
        return bytes
    }

    private static func readExpected(
        _ file: borrowing FileDescriptor,
        size: Int,
        name: String
    ) throws(FileError) -> [UInt8] {
        let descriptor = file.number
        var failure: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            while filled < size, let base = buffer.baseAddress {
                let count = retrying { unsafe Platform.read(descriptor, base + filled, size - filled) }
                if count < 0 { failure = errno }
                if count <= 0 { return }
                filled += count
            }
        }
        guard failure == 0 else { throw FileError(name, number: failure) }
        return bytes
    }

    private static func readRest(
        of file: borrowing FileDescriptor,
        into bytes: inout [UInt8],
        limit: Int,
        name: String
    ) throws(FileError) {
        var buffer = [UInt8](repeating: 0, count: bytes.isEmpty ? 65_536 : 4_096)
        while true {
            let count = try file.read(into: &buffer, from: 0, name: name)
            if count == 0 { return }
            guard bytes.count + count <= limit else { throw FileError(name, .tooLarge(limit: limit)) }
            bytes.append(contentsOf: buffer[..<count])
            if count == buffer.count, buffer.count < 1 << 20 {
                buffer = [UInt8](repeating: 0, count: buffer.count * 2)
            }
        }
    }
}

/// A file, or standard input, read in pieces of bounded size.
public struct ChunkedReader: ~Copyable {
    private let file: FileDescriptor
    private let status: FileStatus
    private var count = 0
    /// The name that errors carry.
    public let name: String

    /// Opens the regular file at `path`; `-` is standard input.
    public init(_ path: String) throws(FileError) {
        name = path
        let opened =
            path == "-"
            ? FileDescriptor(STDIN_FILENO, isOwned: false)
            : try FileDescriptor(openingRegular: path, followingLinks: true)
        status = try FileStatus(of: opened, name: path)
        file = opened
    }

    /// Opens the regular file at `path`; anything else is refused instead of waited for.
    public init(regular path: String, followingLinks: Bool = true) throws(FileError) {
        name = path
        let opened = try FileDescriptor(openingRegular: path, followingLinks: followingLinks)
        status = try FileStatus(of: opened, name: path)
        file = opened
    }

    /// Fills `buffer` from its index `start` on, as far as one call reads, and returns how many bytes were read; 0 at
    /// the end.
    public mutating func read(into buffer: inout [UInt8], from start: Int = 0) throws(FileError) -> Int {
        let read = try file.read(into: &buffer, from: start, name: name)
        count += read
        return read
    }

    /// Whether the file was written to since it was opened; called after it was read to its end.
    public func hasChanged() throws(FileError) -> Bool { try status.hasChanged(file, after: count, name: name) }
}

/// A file whose parts are read in any order; may be shared by threads.
public final class RandomAccessFile: Sendable {
    private let file: FileDescriptor
    private let name: String
    /// What it was when it was opened.
    let status: FileStatus
    /// Length in bytes when it was opened.
    public var size: Int { status.size }

    /// Opens the regular file at `path`; anything else is refused instead of waited for.
    public init(_ path: String, followingLinks: Bool = true) throws(FileError) {
        name = path
        file = try FileDescriptor(openingRegular: path, followingLinks: followingLinks)
        status = try FileStatus(of: file, name: path)
    }

    /// The bytes of `range`, fewer if the file ends before.
    public func read(_ range: Range<Int>) throws(FileError) -> [UInt8] { try file.read(range, name: name) }
}
