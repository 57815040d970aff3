internal import Platform

/// A file that appears under its name complete or not at all: written next to its place, then moved there.
///
/// What is dropped without ``commit()`` leaves no file.
public struct AtomicFile: ~Copyable {
    /// The outcome for the file.
    public enum Outcome: Hashable, Sendable {
        /// It is under its name with the new content.
        case written
        /// A file of that name was there and is unchanged.
        case kept
    }

    /// What happens to a file that already has the name.
    public enum ExistingFile: Hashable, Sendable {
        /// It stays, even if it appears while the new one is being written.
        case keep
        /// It is replaced; its owner and permissions are given to the new one.
        case replace
    }

    private let path: String
    private let existing: ExistingFile
    private let register: TemporaryFiles
    private let temporaryPath: String
    /// The unfinished file, open; nil once it is closed.
    private var file: FileDescriptor?
    private var buffer: [UInt8] = []
    private var isFinished = false

    /// Begins a file that will be named `path`, in a folder that exists.
    ///
    /// - Parameter register: also decides whether ``commit()`` waits until the content has reached the disk.
    /// - Throws: ``FileError`` if the target is a folder, a symbolic link or another special file, or nothing can be
    ///   created next to it.
    public init(_ path: String, existing: ExistingFile, register: TemporaryFiles) throws(FileError) {
        let earlier = try Self.status(ofTarget: path)
        let temporary = try register.create(in: Self.folder(of: path))
        self.path = path
        self.existing = existing
        self.register = register
        if let earlier, existing == .replace {
            // Only root may give a file away; for everyone else the new file simply is their own.
            _ = fchown(temporary.file.number, earlier.owner, earlier.group)
            _ = fchmod(temporary.file.number, earlier.mode)
        }
        temporaryPath = temporary.path
        file = consume temporary.file
    }

    deinit { if !isFinished { register.remove(temporaryPath) } }
}

extension AtomicFile {
    private static let bufferSize = 1 << 18

    /// Appends bytes; small pieces are gathered.
    public mutating func append(_ bytes: [UInt8]) throws(FileError) {
        if buffer.isEmpty, bytes.count >= Self.bufferSize {
            try file?.write(bytes, name: path)
            return
        }
        buffer += bytes
        if buffer.count >= Self.bufferSize { try flush() }
    }

    private mutating func flush() throws(FileError) {
        if buffer.isEmpty { return }
        try file?.write(buffer, name: path)
        buffer.removeAll(keepingCapacity: true)
    }

    /// Gives the file its name, once its content is known to be stored.
    ///
    /// - Returns: ``Outcome/kept`` if another file has the name and is to be kept; then nothing of this one remains.
    public mutating func commit() throws(FileError) -> Outcome {
        try flush()
        if register.isDurable { try file?.synchronise(name: path) }
        // Still open it keeps its lock, so that no other process takes it for a leftover.
        try file?.checkClosing(name: path)
        let outcome = try moveIntoPlace()
        isFinished = true
        if outcome == .written { register.noteNamed(path) }
        try file.take()?.close(name: path)
        return outcome
    }

    private func moveIntoPlace() throws(FileError) -> Outcome {
        if existing == .replace {
            // Checked again: a link may have been made since.
            _ = try Self.status(ofTarget: path)
            guard unsafe rename(temporaryPath.onDisk, path.onDisk) == 0 else { throw FileError(path, number: errno) }
            register.forget(temporaryPath)
            return .written
        }
        defer { register.remove(temporaryPath) }
        // Unlike a rename, a second name for the file is refused where the name is taken, without a gap in between.
        if unsafe link(temporaryPath.onDisk, path.onDisk) == 0 { return .written }
        switch errno {
        case EEXIST: return .kept
        case EPERM, EOPNOTSUPP, ENOSYS, EMLINK: return try moveWithoutLinks()
        default: throw FileError(path, number: errno)
        }
    }

    /// For file systems without second names: takes the name with an empty file, then moves over it.
    private func moveWithoutLinks() throws(FileError) -> Outcome {
        do throws(FileError) {
            try FileDescriptor(opening: path, O_WRONLY | O_CREAT | O_EXCL).close(name: path)
        } catch {
            if error.reason == .exists { return .kept }
            throw error
        }
        guard unsafe rename(temporaryPath.onDisk, path.onDisk) == 0 else {
            let failure = FileError(path, number: errno)
            _ = unsafe unlink(path.onDisk)
            throw failure
        }
        return .written
    }

    /// The status of the file under the name, if it is something that can be replaced.
    private static func status(ofTarget path: String) throws(FileError) -> FileStatus? {
        do throws(FileError) {
            let status = try FileStatus(of: path, followingLinks: false)
            switch status.kind {
            case .regular: return status
            case .folder: throw FileError(path, .isFolder)
            case .symbolicLink: throw FileError(path, .isSymbolicLink)
            case .special(let kind): throw FileError(path, .isSpecial(kind))
            }
        } catch  where error.reason == .doesNotExist {
            return nil
        } catch  where error.reason == .isNotFolder {
            throw FileError(folder(of: path), .isNotFolder)
        }
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

extension AtomicFile {
    /// Writes a whole file, and the folders that lead to it if they are missing.
    ///
    /// - Returns: ``Outcome/kept``, without having written anything, if a file of that name is there and is to be kept.
    public static func write(
        _ bytes: [UInt8],
        to path: String,
        existing: ExistingFile,
        register: TemporaryFiles
    ) throws(FileError) -> Outcome {
        if existing == .keep, try status(ofTarget: path) != nil { return .kept }
        var file = try beginning(path, existing: existing, register: register)
        try file.append(bytes)
        return try file.commit()
    }

    /// Begins a file, and creates the folders that lead to it only if it turns out that they are missing.
    public static func beginning(
        _ path: String,
        existing: ExistingFile,
        register: TemporaryFiles
    ) throws(FileError) -> AtomicFile {
        do throws(FileError) {
            return try AtomicFile(path, existing: existing, register: register)
        } catch  where error.reason == .doesNotExist {
            try createFolders(folder(of: path))
            return try AtomicFile(path, existing: existing, register: register)
        }
    }

    /// Creates a folder and those above it; one that is there already is not an error.
    public static func createFolders(_ path: String) throws(FileError) {
        if unsafe mkdir(path.onDisk, 0o777) == 0 { return }
        switch errno {
        case EEXIST:
            let status = try FileStatus(of: path)
            if status.kind != .folder { throw FileError(path, .isNotFolder) }
        case ENOENT where folder(of: path) != path && path != ".":
            try createFolders(folder(of: path))
            if unsafe mkdir(path.onDisk, 0o777) != 0, errno != EEXIST { throw FileError(path, number: errno) }
        default: throw FileError(path, number: errno)
        }
    }
}
