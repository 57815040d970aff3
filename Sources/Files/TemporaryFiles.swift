internal import Glibc
internal import Synchronization

/// The unfinished files of a process, so that an interruption can clear them away.
public final class TemporaryFiles: Sendable {
    private struct State {
        var paths: Set<String> = []
        var counter = 0
    }

    private let state = Mutex(State())

    /// An empty register.
    public init() {}

    /// Creates a file with a name of its own in `folder` and remembers it.
    ///
    /// The file is opened under the register's lock: an interruption finds it in the register or does not let it come into being.
    func create(in folder: String) throws(FileError) -> TemporaryFile {
        var created: (path: String, number: Int32)?
        var failure: FileError?
        state.withLock { state in
            repeat {
                state.counter += 1
                let path = joined(folder, ".kalends-\(getpid())-\(state.counter).tmp")
                let number = retrying { unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
                if number >= 0 {
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

    /// Removes a file if it is still there, and forgets it.
    func remove(_ path: String) {
        _ = unsafe unlink(path)
        forget(path)
    }

    /// Forgets a file that has got its final name.
    func forget(_ path: String) { state.withLock { _ = $0.paths.remove(path) } }

    /// Removes every unfinished file and ends the process before another can be created.
    func removeAllAndExit(_ status: Int32) -> Never {
        state.withLock { state in
            for path in state.paths { _ = unsafe unlink(path) }
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
