internal import Platform

/// The status of the file at a path.
public struct FileStatus: Hashable, Sendable {
    /// The kinds of file that are distinguished.
    public enum Kind: Hashable, Sendable {
        /// A file with content.
        case regular
        /// A folder.
        case folder
        /// A link, met only when links are not followed.
        case symbolicLink
        /// Anything else, in words.
        case special(String)
    }

    /// What kind of file it is.
    public var kind: Kind
    /// Content length in bytes; 0 for what has none.
    public var size: Int
    /// Permission bits.
    var mode: mode_t
    /// Owner and group.
    var owner: uid_t
    var group: gid_t
    /// The file system that holds it, by number.
    public var fileSystem: Int
    /// When the content was last changed.
    public var modified: FileTime

    /// Reads the status of `path`, following a symbolic link by default.
    public init(of path: String, followingLinks: Bool = true) throws(FileError) {
        var record = stat()
        let result = unsafe followingLinks ? stat(path.onDisk, &record) : lstat(path.onDisk, &record)
        guard result == 0 else { throw FileError(path, number: errno) }
        self.init(record)
    }

    /// Reads the status of an open file.
    init(of file: borrowing FileDescriptor, name: String) throws(FileError) {
        var record = stat()
        guard unsafe fstat(file.number, &record) == 0 else { throw FileError(name, number: errno) }
        self.init(record)
    }

    /// Whether an open file is another than it was, having given `count` bytes since. Only of regular files is that known.
    func hasChanged(_ file: borrowing FileDescriptor, after count: Int, name: String) throws(FileError) -> Bool {
        guard kind == .regular else { return false }
        let now = try FileStatus(of: file, name: name)
        // Files of the kernel report no size.
        return now.modified != modified || now.size != size || size > 0 && count != size
    }

    private init(_ record: stat) {
        kind =
            switch record.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .folder
            case S_IFLNK: .symbolicLink
            case S_IFIFO: .special("named pipe")
            case S_IFSOCK: .special("socket")
            default: .special("device")
            }
        size = Int(record.st_size)
        mode = record.st_mode & 0o7777
        owner = record.st_uid
        group = record.st_gid
        fileSystem = Int(truncatingIfNeeded: record.st_dev)
        #if canImport(Darwin)
            let time = record.st_mtimespec
        #else
            let time = record.st_mtim
        #endif
        modified = FileTime(seconds: time.tv_sec, nanoseconds: time.tv_nsec)
    }
}

/// A moment as file systems keep it.
public struct FileTime: Hashable, Sendable {
    /// Seconds since 1970 in UTC.
    public var seconds: Int
    /// Nanoseconds after them, 0 to 999,999,999.
    public var nanoseconds: Int

    /// A moment from its parts.
    public init(seconds: Int, nanoseconds: Int = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }
}
