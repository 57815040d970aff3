internal import Platform
internal import Synchronization

/// The unfinished files of a process, so that an interruption can clear them away.
///
/// A process that is killed leaves its files. Each is locked as long as its process lives, so the next process that
/// writes into the folder knows which of them have no process, and removes them.
public final class TemporaryFiles: Sendable {
    private struct State {
        var paths: Set<String> = []
        var counter = 0
        /// Folders that were looked through for what killed processes left.
        var clearedFolders: Set<String> = []
        /// Folders in which a file got its name since they were synced.
        var unsyncedFolders: Set<String> = []
    }

    private let state = Mutex(State())
    /// Whether the content of a file reaches the disk before the file gets its name.
    let isDurable: Bool

    /// An empty register.
    ///
    /// - Parameter isDurable: whether files are synced to disk before they get their names; false is faster, and after a
    ///   crash of the system a file may be empty under its final name.
    public init(isDurable: Bool = true) { self.isDurable = isDurable }

    /// Notes that the file at `path` got its name, also where another process wrote it.
    public func noteNamed(_ path: String) {
        if isDurable { state.withLock { _ = $0.unsyncedFolders.insert(StoreFile.folder(of: path)) } }
    }

    /// Waits until the names of all files that were written have reached the disk: once for each folder, so a command does
    /// it at its end.
    public func synchroniseFolders() throws(FileError) {
        let folders = state.withLock { state in
            defer { state.unsyncedFolders = [] }
            return state.unsyncedFolders
        }
        for folder in folders.sorted() { try FileDescriptor.synchronise(folder: folder) }
    }

    /// Creates a file with a unique name in `folder` and remembers it.
    ///
    /// The file is opened under the register's lock: an interruption finds it in the register or prevents its creation.
    func create(in folder: String) throws(FileError) -> TemporaryFile {
        if state.withLock({ $0.clearedFolders.insert(folder).inserted }) { Self.removeLeftovers(in: folder) }
        var created: (path: String, number: Int32)?
        var failure: FileError?
        state.withLock { state in
            repeat {
                state.counter += 1
                let path = joined(folder, "\(Self.prefix)\(getpid())-\(state.counter)\(Self.suffix)")
                let number = retrying { unsafe open(path.onDisk, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
                if number >= 0 {
                    guard Self.lock(number) else {
                        _ = close(number)
                        continue
                    }
                    state.paths.insert(path)
                    created = (path, number)
                } else if errno != EEXIST {
                    failure = FileError(folder, number: errno)
                }
            } while created == nil && failure == nil
        }
        guard let created else { throw failure ?? FileError(folder, .exists) }
        return TemporaryFile(path: created.path, file: FileDescriptor(created.number))
    }

    /// Locks a new file; false if another process was faster and has taken it for a leftover.
    private static func lock(_ number: Int32) -> Bool {
        if flock(number, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { return false }
        var record = stat()
        return unsafe fstat(number, &record) != 0 || record.st_nlink > 0
    }

    private static let prefix = ".kalends-"
    private static let suffix = ".tmp"

    /// Removes the unfinished files of this user's processes that have ended.
    private static func removeLeftovers(in folder: String) {
        guard let listing = try? FolderListing(of: folder) else { return }
        for entry in listing.entries where entry.isUTF8 && entry.name.hasPrefix(prefix) && entry.name.hasSuffix(suffix)
        {
            let path = joined(folder, entry.name)
            guard let file = try? FileDescriptor(opening: path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK),
                let status = try? FileStatus(of: file, name: path), status.kind == .regular, status.owner == geteuid(),
                flock(file.number, LOCK_EX | LOCK_NB) == 0
            else { continue }
            _ = unsafe unlink(path.onDisk)
        }
    }

    /// Removes a file if it is still there, and forgets it.
    func remove(_ path: String) {
        _ = unsafe unlink(path.onDisk)
        forget(path)
    }

    /// Forgets a file that has got its final name.
    func forget(_ path: String) { state.withLock { _ = $0.paths.remove(path) } }

    /// Forgets every unfinished file, without removing it.
    func forgetAll() { state.withLock { $0.paths = [] } }

    /// Removes every unfinished file and ends the process before another can be created.
    func removeAllAndExit(_ status: Int32) -> Never {
        state.withLock { state in
            for path in state.paths { _ = unsafe unlink(path.onDisk) }
            _exit(status)
        }
        exit(status)
    }
}

/// An unfinished file, open for writing.
struct TemporaryFile: ~Copyable {
    let path: String
    let file: FileDescriptor
}
