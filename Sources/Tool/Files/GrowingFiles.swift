internal import Platform

/// A file that only grows, such as a journal.
public struct AppendingFile: ~Copyable {
    private let file: FileDescriptor
    private let path: String

    /// Opens a file, or makes it; what is after `length` is cut off.
    ///
    /// - Parameter length: nil keeps all.
    /// - Throws: ``FileError`` also for what is not a regular file.
    public init(_ path: String, length: Int? = nil) throws(FileError) {
        self.path = path
        let folder = StoreFile.folder(of: path)
        if !OutputTarget.isExistingFolder(folder) { try AtomicFile.createFolders(folder) }
        file = try Self.opened(path, length)
    }

    private static func opened(_ path: String, _ length: Int?) throws(FileError) -> FileDescriptor {
        // O_NONBLOCK: a pipe that nothing reads from is refused instead of waited for.
        let file: FileDescriptor
        do throws(FileError) {
            file = try FileDescriptor(opening: path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK)
        } catch {
            if error.reason == .system(ENXIO), case .special(let kind) = try FileStatus(of: path).kind {
                throw FileError(path, .isSpecial(kind))
            }
            throw error
        }
        try file.requireRegular(name: path)
        if let length, ftruncate(file.number, off_t(length)) != 0 { throw FileError(path, number: errno) }
        return file
    }

    /// Adds bytes at the end.
    public borrowing func append(_ bytes: [UInt8]) throws(FileError) { try file.write(bytes, name: path) }

    /// Waits until all of it has reached the disk.
    public borrowing func synchronise() throws(FileError) { try file.synchronise(name: path) }

    /// Closes the file, and waits until its name has reached the disk.
    ///
    /// - Parameter isDurable: false closes only.
    public consuming func close(isDurable: Bool = true) throws(FileError) {
        let path = path
        try file.close(name: path)
        if isDurable { try FileDescriptor.synchronise(folder: StoreFile.folder(of: path)) }
    }
}

/// A file of the store written piece by piece under a temporary name, then moved into place.
public struct GrowingStoreFile: ~Copyable {
    private let file: FileDescriptor
    private let temporary: String
    private let path: String

    /// Begins a file that will be named `path`.
    public init(_ path: String) throws(FileError) {
        self.path = path
        temporary = StoreFile.temporaryName(for: path)
        file = try StoreFile.creating(temporary)
    }

    /// Adds bytes at the end.
    public borrowing func append(_ bytes: [UInt8]) throws(FileError) { try file.write(bytes, name: temporary) }

    /// Removes what was written.
    public consuming func discard() throws(FileError) { try StoreFile.remove(temporary) }

    /// Gives the file its name and attributes.
    public consuming func finish(_ attributes: StoreFile.Attributes) throws(FileError) {
        let (temporary, path) = (temporary, path)
        StoreFile.set(attributes, of: file)
        try file.close(name: temporary)
        try StoreFile.move(temporary, to: path)
    }
}

/// Lines of a file, read in pieces of bounded size.
public struct LineReader: ~Copyable {
    private var chunks: ChunkedReader
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var pending: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    /// Bytes of the lines handed out so far, line feeds included.
    public private(set) var offset = 0

    /// Opens the regular file at `path`.
    public init(_ path: String) throws(FileError) { chunks = try ChunkedReader(regular: path) }

    /// The next line without its line feed; nil at the end. A last line without a line feed is not handed out: it may have
    /// been cut off.
    public mutating func next() throws(FileError) -> [UInt8]? {
        var searched = start
        while true {
            if let end = pending[searched...].firstIndex(of: 0x0A) {
                let line = Array(pending[start..<end])
                offset += line.count + 1
                start = end + 1
                return line
            }
            if isAtEnd { return nil }
            pending.removeSubrange(..<start)
            searched = pending.count
            start = 0
            let count = try chunks.read(into: &buffer)
            if count == 0 { isAtEnd = true } else { pending += buffer[..<count] }
        }
    }
}
