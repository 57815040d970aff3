internal import Platform

/// The only use of a file by one process at a time, by agreement of the processes that use it; released with its owner.
public struct FileLock: ~Copyable {
    private let file: FileDescriptor
    private let path: String
    /// How long to try to get a lock: a killed process keeps its own until the disk has answered it.
    private static let patience = Duration.seconds(10)

    /// Takes the file at `path`, which is made if it is not there.
    ///
    /// - Throws: ``FileError`` with the reason ``FileError/Reason/inUse`` if another process has it.
    public init(_ path: String) throws(FileError) {
        self.path = path
        let folder = StoreFile.folder(of: path)
        if !OutputTarget.isExistingFolder(folder) { try AtomicFile.createFolders(folder) }
        file = try Self.taken(path)
    }

    private static func taken(_ path: String) throws(FileError) -> FileDescriptor {
        let file = try FileDescriptor(opening: path, O_RDWR | O_CREAT | O_NOFOLLOW)
        let start = ContinuousClock.now
        // File systems without locks return another error; there no lock is possible.
        while flock(file.number, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            if start.duration(to: .now) > patience { throw FileError(path, .inUse) }
            usleep(50_000)
        }
        return file
    }

    deinit {
        // Nothing was written after all: as if the file had never been made.
        if let status = try? FileStatus(of: file, name: path), status.kind == .regular, status.size == 0 {
            _ = unsafe unlink(path.onDisk)
        }
    }
}
