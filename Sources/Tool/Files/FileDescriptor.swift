internal import Platform

/// An open file, closed when its owner is destroyed. No descriptor number leaves this module.
struct FileDescriptor: ~Copyable {
    let number: Int32
    private let isOwned: Bool

    /// Takes over `number`; standard streams are borrowed and stay open.
    init(_ number: Int32, isOwned: Bool = true) {
        self.number = number
        self.isOwned = isOwned
    }

    /// Opens `path`; the file is not inherited by child processes.
    init(opening path: String, _ flags: Int32, mode: mode_t = 0o666) throws(FileError) {
        let opened = retrying { unsafe open(path.onDisk, flags | O_CLOEXEC, mode) }
        guard opened >= 0 else { throw FileError(path, number: errno) }
        self.init(opened)
    }

    /// Opens a regular file for reading; anything else is refused instead of waited for.
    init(openingRegular path: String, followingLinks: Bool) throws(FileError) {
        // Without O_NONBLOCK, opening a pipe without a writer would wait for ever.
        let flags = O_RDONLY | O_NONBLOCK | (followingLinks ? 0 : O_NOFOLLOW)
        self = try Self.openedRegular(path, flags)
    }

    private static func openedRegular(_ path: String, _ flags: Int32) throws(FileError) -> FileDescriptor {
        do throws(FileError) {
            let file = try FileDescriptor(opening: path, flags)
            try file.requireRegular(name: path)
            return file
        } catch  where error.reason == .system(ELOOP) && flags & O_NOFOLLOW != 0 {
            throw FileError(path, .isSymbolicLink)
        } catch  where error.reason == .system(ENXIO) {
            throw FileError(path, .isSpecial("socket"))
        }
    }

    deinit { if isOwned { _ = Platform.close(number) } }
}

extension FileDescriptor {
    /// Makes sure that it is a file with content.
    borrowing func requireRegular(name: String) throws(FileError) {
        switch try FileStatus(of: self, name: name).kind {
        case .regular: return
        case .folder: throw FileError(name, .isFolder)
        case .symbolicLink: throw FileError(name, .isSymbolicLink)
        case .special(let kind): throw FileError(name, .isSpecial(kind))
        }
    }

    /// Closes a file that was written: some file systems report only then that the bytes could not be stored.
    consuming func close(name: String) throws(FileError) {
        let (descriptor, isOwned) = (number, isOwned)
        discard self
        // Interrupted, it is closed nevertheless.
        if isOwned, Platform.close(descriptor) != 0, errno != EINTR { throw FileError(name, number: errno) }
    }

    /// Reports what ``close(name:)`` would, and keeps the file open with its lock: by closing a second descriptor of it.
    borrowing func checkClosing(name: String) throws(FileError) {
        let second = fcntl(number, F_DUPFD_CLOEXEC, 0)
        guard second >= 0 else { throw FileError(name, number: errno) }
        try FileDescriptor(second).close(name: name)
    }

    /// Waits until the content has reached the disk; where the file system knows no such thing, there is nothing to wait for.
    borrowing func synchronise(name: String) throws(FileError) {
        guard fsync(number) == 0 || errno == EINVAL || errno == EOPNOTSUPP else { throw FileError(name, number: errno) }
    }

    /// Waits until the names in a folder have reached the disk. A folder that may be written but not read cannot be
    /// synced.
    static func synchronise(folder: String) throws(FileError) {
        do throws(FileError) {
            try FileDescriptor(opening: folder, O_RDONLY | O_DIRECTORY).synchronise(name: folder)
        } catch  where error.reason == .permissionDenied {
            return
        }
    }
}

extension FileDescriptor {
    /// Fills `buffer` from its index `start` on and returns how many bytes were read; 0 at the end.
    borrowing func read(into buffer: inout [UInt8], from start: Int, name: String) throws(FileError) -> Int {
        let descriptor = number
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
            guard start < bytes.count, let base = bytes.baseAddress else { return 0 }
            return retrying { unsafe Platform.read(descriptor, base + start, bytes.count - start) }
        }
        guard count >= 0 else { throw FileError(name, number: errno) }
        return count
    }

    /// The bytes of `range`, fewer if the file ends before; the descriptor's offset does not change.
    borrowing func read(_ range: Range<Int>, name: String) throws(FileError) -> [UInt8] {
        let descriptor = number
        var failure: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, filled in
            while filled < range.count, let base = buffer.baseAddress {
                let count = retrying {
                    unsafe pread(descriptor, base + filled, range.count - filled, off_t(range.lowerBound + filled))
                }
                if count < 0 { failure = errno }
                if count <= 0 { return }
                filled += count
            }
        }
        guard failure == 0 else { throw FileError(name, number: failure) }
        return bytes
    }

    /// Writes every byte, however many calls it takes.
    borrowing func write(_ bytes: [UInt8], name: String) throws(FileError) {
        let descriptor = number
        let failure = unsafe bytes.withUnsafeBytes { buffer -> Int32 in
            guard let base = buffer.baseAddress else { return 0 }
            var done = 0
            while done < buffer.count {
                let count = retrying { unsafe Platform.write(descriptor, base + done, buffer.count - done) }
                if count < 0 {
                    guard errno == EAGAIN else { return errno }
                    // Standard output can be a pipe that another program set to non-blocking.
                    var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    _ = unsafe poll(&waiting, 1, -1)
                } else {
                    done += count
                }
            }
            return 0
        }
        guard failure == 0 else { throw FileError(name, number: failure) }
    }
}

/// Calls `body` again for as long as a signal interrupts it.
func retrying<Result: SignedInteger>(_ body: () -> Result) -> Result {
    while true {
        let result = body()
        if result >= 0 || errno != EINTR { return result }
    }
}
