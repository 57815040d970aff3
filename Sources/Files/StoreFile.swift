internal import CFileSystem
internal import Glibc

/// Files of a mail store: written beside and renamed, with owner, permissions and times of their own.
public enum StoreFile {
    /// What a file is besides its content.
    public struct Attributes: Hashable, Sendable {
        /// Permission bits.
        public var mode: Int
        /// Owner and group by number.
        public var owner: Int
        public var group: Int
        /// When the content was last changed.
        public var modified: FileTime

        /// The attributes of the file that `status` describes.
        public init(_ status: FileStatus) {
            self.init(
                mode: Int(status.mode), owner: Int(status.owner), group: Int(status.group), modified: status.modified)
        }

        /// Attributes from their parts.
        public init(mode: Int, owner: Int, group: Int, modified: FileTime) {
            self.mode = mode
            self.owner = owner
            self.group = group
            self.modified = modified
        }
    }

    /// Writes a file under a name of its own in the same folder and moves it over `path`.
    ///
    /// The temporary name is the same every time, so that a run that was killed leaves nothing that the next does not
    /// overwrite. Nothing is synced; see ``synchronise(fileSystemOf:)``.
    public static func write(_ bytes: [UInt8], to path: String, _ attributes: Attributes) throws(FileError) {
        let temporary = temporaryName(for: path)
        try fill(temporary, bytes, attributes)
        try move(temporary, to: path)
    }

    private static func fill(_ path: String, _ bytes: [UInt8], _ attributes: Attributes) throws(FileError) {
        let file = try creating(path)
        try file.write(bytes, name: path)
        set(attributes, of: file)
    }

    /// Opens the temporary file; its folder is made if it is missing, and what stands in its place goes.
    private static func creating(_ path: String) throws(FileError) -> FileDescriptor {
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW
        do throws(FileError) {
            return try FileDescriptor(opening: path, flags, mode: 0o600)
        } catch where error.reason == .doesNotExist {
            try AtomicFile.createFolders(folder(of: path))
            return try FileDescriptor(opening: path, flags, mode: 0o600)
        }
    }

    private static func set(_ attributes: Attributes, of file: borrowing FileDescriptor) {
        // Only root may give a file away; for everyone else the new file simply is their own.
        _ = fchown(file.number, uid_t(attributes.owner), gid_t(attributes.group))
        fchmod(file.number, mode_t(attributes.mode))
        let time = timespec(tv_sec: attributes.modified.seconds, tv_nsec: attributes.modified.nanoseconds)
        let times = [time, time]
        _ = unsafe futimens(file.number, times)
    }

    /// Where a file is written before it gets its name: hidden, so that mail programs pass over it.
    static func temporaryName(for path: String) -> String {
        let name = path.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return joined(folder(of: path), ".kalends-\(String(name, radix: 16)).tmp")
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

extension StoreFile {
    /// Gives a file another name; what has that name goes.
    public static func move(_ path: String, to target: String) throws(FileError) {
        guard unsafe rename(path, target) == 0 else { throw FileError(target, number: errno) }
    }

    /// Removes a file; one that is not there is no error.
    public static func remove(_ path: String) throws(FileError) {
        if unsafe unlink(path) != 0, errno != ENOENT { throw FileError(path, number: errno) }
    }

    /// Makes a folder, and those above it, with owner and permissions of another; its owner may always write to it.
    public static func makeFolder(_ path: String, like original: String) throws(FileError) {
        try AtomicFile.createFolders(path)
        let status = try FileStatus(of: original)
        _ = unsafe chown(path, uid_t(status.owner), gid_t(status.group))
        guard unsafe chmod(path, mode_t(status.mode) | 0o700) == 0 else { throw FileError(path, number: errno) }
    }

    /// Removes a folder and those in it as far as there is no file in them.
    public static func removeEmptyFolders(at folder: String) {
        for entry in (try? entries(of: folder))?.entries ?? [] where entry.status.kind == .folder {
            removeEmptyFolders(at: joined(folder, entry.name))
        }
        _ = unsafe rmdir(folder)
    }

    /// Removes what an interrupted ``write(_:to:_:)`` of `path` left behind.
    public static func removeUnfinished(_ path: String) throws(FileError) { try remove(temporaryName(for: path)) }

    /// Waits until all that was written to the file system of a folder has reached the disk.
    public static func synchronise(fileSystemOf folder: String) throws(FileError) {
        let opened = try FileDescriptor(opening: folder, O_RDONLY | O_DIRECTORY)
        guard cfilesystem_sync(opened.number) == 0 else { throw FileError(folder, number: errno) }
    }

    /// Bytes that may still be written to the file system of a folder.
    public static func freeSpace(at folder: String) throws(FileError) -> Int {
        var record = statvfs()
        guard unsafe statvfs(folder, &record) == 0 else { throw FileError(folder, number: errno) }
        return Int(record.f_bavail) * Int(record.f_frsize)
    }

    /// The folder or its nearest ancestor that exists.
    public static func nearestFolder(_ path: String) -> String {
        var folder = path
        while !OutputTarget.isExistingFolder(folder), folder != "/", folder != "." { folder = self.folder(of: folder) }
        return folder
    }

    /// The absolute path without links; nil if it leads nowhere.
    public static func resolved(_ path: String) -> String? { resolvedPath(path) }

    /// The path of `name` in `folder`.
    public static func path(_ folder: String, _ name: some StringProtocol) -> String { joined(folder, name) }
}

extension StoreFile {
    /// One name in a folder.
    public struct Entry: Hashable, Sendable {
        /// The name.
        public var name: String
        /// What it is; a link is not followed.
        public var status: FileStatus
    }

    /// What a folder holds, hidden names too, in the order of their bytes.
    ///
    /// - Returns: the entries, and what could not be looked at.
    public static func entries(of folder: String) throws(FileError) -> (entries: [Entry], failures: [FileError]) {
        var entries: [Entry] = []
        var failures: [FileError] = []
        for entry in try FolderListing(of: folder).entries {
            let path = joined(folder, entry.name)
            guard entry.isUTF8 else {
                failures.append(FileError(path, .nameIsNotUTF8))
                continue
            }
            do throws(FileError) {
                entries.append(Entry(name: entry.name, status: try FileStatus(of: path, followingLinks: false)))
            } catch {
                failures.append(error)
            }
        }
        return (entries, failures)
    }
}

/// A file that only grows, such as a journal.
public struct AppendingFile: ~Copyable {
    private let file: FileDescriptor
    private let path: String

    /// Opens a file, or makes it; what stands behind `length` is cut off.
    ///
    /// - Parameter length: nil keeps all.
    public init(_ path: String, length: Int? = nil) throws(FileError) {
        self.path = path
        let folder = StoreFile.folder(of: path)
        if !OutputTarget.isExistingFolder(folder) { try AtomicFile.createFolders(folder) }
        file = try Self.opened(path, length)
    }

    private static func opened(_ path: String, _ length: Int?) throws(FileError) -> FileDescriptor {
        let file = try FileDescriptor(opening: path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW)
        if let length, ftruncate(file.number, off_t(length)) != 0 { throw FileError(path, number: errno) }
        return file
    }

    /// Adds bytes at the end.
    public borrowing func append(_ bytes: [UInt8]) throws(FileError) { try file.write(bytes, name: path) }

    /// Waits until all of it has reached the disk.
    public borrowing func synchronise() throws(FileError) {
        guard fsync(file.number) == 0 else { throw FileError(path, number: errno) }
    }
}

/// A file of the store written piece by piece under a temporary name, then moved into place.
public struct GrowingStoreFile: ~Copyable {
    private let file: AppendingFile
    private let temporary: String
    private let path: String

    /// Begins a file that will be named `path`.
    public init(_ path: String) throws(FileError) {
        self.path = path
        temporary = StoreFile.temporaryName(for: path)
        file = try AppendingFile(temporary, length: 0)
    }

    /// Adds bytes at the end.
    public borrowing func append(_ bytes: [UInt8]) throws(FileError) { try file.append(bytes) }

    /// Gives the file its name and attributes.
    public consuming func finish(_ attributes: StoreFile.Attributes) throws(FileError) {
        try StoreFile.set(attributes, ofFileAt: temporary)
        try StoreFile.move(temporary, to: path)
    }
}

extension StoreFile {
    fileprivate static func set(_ attributes: Attributes, ofFileAt path: String) throws(FileError) {
        set(attributes, of: try FileDescriptor(opening: path, O_WRONLY | O_NOFOLLOW))
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

    /// Opens the file at `path`.
    public init(_ path: String) throws(FileError) { chunks = try ChunkedReader(path) }

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
