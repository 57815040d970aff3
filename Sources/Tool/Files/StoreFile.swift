internal import Bytes
internal import CFileSystem
internal import Platform

/// Files of a mail store: written under a temporary name and renamed, with their own owner, permissions and times.
public enum StoreFile {
    /// What a file is besides its content.
    public struct Attributes: Hashable, Sendable {
        /// Permission bits, at most 0o7777.
        public var mode: UInt32
        /// Owner and group by number.
        public var owner: UInt32
        public var group: UInt32
        /// When the content was last changed.
        public var modified: FileTime

        /// The attributes of the file that `status` describes.
        public init(_ status: FileStatus) {
            (mode, owner, group, modified) = (status.mode, status.owner, status.group, status.modified)
        }

        /// Attributes from numbers of a file that may have been edited.
        ///
        /// - Returns: nil if a number is not one that a file can have; 4,294,967,295 is not an owner but means
        ///   "unchanged".
        public init?(mode: Int, owner: Int, group: Int, modified: FileTime) {
            let numbers = 0..<Int(UInt32.max)
            guard (0...0o7777).contains(mode), numbers.contains(owner), numbers.contains(group),
                (0..<1_000_000_000).contains(modified.nanoseconds)
            else { return nil }
            (self.mode, self.owner, self.group) = (UInt32(mode), UInt32(owner), UInt32(group))
            self.modified = modified
        }
    }

    /// Writes a file under a temporary name in the same folder and moves it over `path`.
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
        try file.close(name: path)
    }

    /// Opens a temporary file that was not there; its folder is made if it is missing.
    ///
    /// The name can be guessed: what is in its place, a pipe, a link or a file with a second name, is never opened but
    /// removed.
    ///
    /// - Throws: ``FileError`` with the reason ``FileError/Reason/isFolder`` for a folder, which stays.
    static func creating(_ path: String) throws(FileError) -> FileDescriptor {
        let flags = O_WRONLY | O_CREAT | O_EXCL
        do throws(FileError) {
            return try FileDescriptor(opening: path, flags, mode: 0o600)
        } catch {
            switch error.reason {
            case .doesNotExist: try AtomicFile.createFolders(folder(of: path))
            case .exists:
                if try FileStatus(of: path, followingLinks: false).kind == .folder { throw FileError(path, .isFolder) }
                try remove(path)
            default: throw error
            }
            return try FileDescriptor(opening: path, flags, mode: 0o600)
        }
    }

    static func set(_ attributes: Attributes, of file: borrowing FileDescriptor) {
        // Only root may give a file away; for everyone else the new file simply is their own.
        _ = fchown(file.number, attributes.owner, attributes.group)
        _ = fchmod(file.number, attributes.mode)
        let time = timespec(tv_sec: attributes.modified.seconds, tv_nsec: attributes.modified.nanoseconds)
        let times = [time, time]
        _ = unsafe futimens(file.number, times)
    }

    /// Where a file is written before it gets its name: hidden, so that mail programs pass over it.
    static func temporaryName(for path: String) -> String {
        let name = String(StableHash(of: path).value, radix: 16)
        return joined(folder(of: path), ".kalends-\(name).tmp")
    }

    package static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

extension StoreFile {
    /// Gives a file another name; what has that name is replaced.
    public static func move(_ path: String, to target: String) throws(FileError) {
        guard unsafe rename(path.onDisk, target.onDisk) == 0 else { throw FileError(target, number: errno) }
    }

    /// Removes a file; one that is not there is not an error.
    public static func remove(_ path: String) throws(FileError) {
        if unsafe unlink(path.onDisk) != 0, errno != ENOENT { throw FileError(path, number: errno) }
    }

    /// Makes a folder, and those above it, with owner and permissions of another; its owner may always write to it.
    public static func makeFolder(_ path: String, like original: String) throws(FileError) {
        try AtomicFile.createFolders(path)
        let status = try FileStatus(of: original)
        _ = unsafe chown(path.onDisk, status.owner, status.group)
        guard unsafe chmod(path.onDisk, status.mode | 0o700) == 0 else { throw FileError(path, number: errno) }
    }

    /// Removes a folder and those in it as far as they contain no file; links are not followed.
    ///
    /// - Returns: the paths of what is left: files, and folders that cannot be removed though they are empty.
    public static func removeEmptyFolders(at folder: String) -> [String] {
        guard (try? FileStatus(of: folder, followingLinks: false))?.kind == .folder else { return [] }
        var left: [String] = []
        do throws(FileError) {
            for entry in try FolderListing(of: folder).entries {
                let path = joined(folder, entry.name)
                let isFolder = (try? FileStatus(of: path, followingLinks: false))?.kind == .folder
                left += isFolder ? removeEmptyFolders(at: path) : [path]
            }
        } catch {
            return [folder]
        }
        guard left.isEmpty else { return left }
        return unsafe rmdir(folder.onDisk) == 0 ? [] : [folder]
    }

    /// Removes what an interrupted ``write(_:to:_:)`` of `path` left.
    ///
    /// What is not a file of such a run stays.
    public static func removeUnfinished(_ path: String) {
        let name = temporaryName(for: path)
        if (try? FileStatus(of: name, followingLinks: false))?.kind == .regular { _ = unsafe unlink(name.onDisk) }
    }

    /// Whether a name is one under which files are written before they get their own.
    public static func isUnfinished(_ name: String) -> Bool { name.hasPrefix(".kalends-") && name.hasSuffix(".tmp") }

    /// Waits until all that was written to the file system of a folder has reached the disk.
    public static func synchronise(fileSystemOf folder: String) throws(FileError) {
        let opened = try FileDescriptor(opening: folder, O_RDONLY | O_DIRECTORY)
        guard cfilesystem_sync(opened.number) == 0 else { throw FileError(folder, number: errno) }
    }

    /// Bytes that may still be written to the file system of a folder.
    public static func freeSpace(at folder: String) throws(FileError) -> Int {
        var record = statvfs()
        guard unsafe statvfs(folder.onDisk, &record) == 0 else { throw FileError(folder, number: errno) }
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
    /// - Returns: the entries, and what could not be read.
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
