public import Files

/// Why a migration stops.
public enum MigrationError: Error, Hashable, Sendable {
    /// The file system refused.
    case file(FileError)
    /// The plan cannot be used.
    case unusablePlan(String, String)
    /// The manifest cannot be used.
    case unusableManifest(String, String)
    /// An original in the backup is not what was put there.
    case unusableBackup(String)
    /// A source file is not what it was when the plan was made.
    case sourceChanged(String)
    /// A folder of the store, or of what the migration writes, is a link now.
    case folderIsLink(String)
    /// The planned changes would have another result now.
    case planOutdated(String)
    /// The output folder holds something already.
    case outputNotEmpty(String)
    /// Two of source, output and backup lie in one another.
    case foldersOverlap(String, String)
    /// A file of the migration would lie in the store.
    case withinStore(String)
    /// A Cyrus spool is not changed in place.
    case spoolInPlace(String)
    /// Not enough space.
    case noSpace(String, needed: Int, free: Int)
    /// What was written does not read back.
    case notReadBack(String)
}

extension MigrationError: CustomStringConvertible {
    /// What happened and what to do about it.
    public var description: String {
        switch self {
        case .file(let error): "\(error)"
        case .unusablePlan(let path, let reason): "\(path) is not a usable plan: \(reason)"
        case .unusableManifest(let path, let reason): "\(path) is not a usable manifest: \(reason)"
        case .unusableBackup(let path): "\(path) is not the original that was stored there"
        case .sourceChanged(let path):
            "\(path) has changed since the plan was made; nothing of it was written; make a new plan"
        case .folderIsLink(let path):
            "\(path) has become a link, and links are not followed; restore the folder, or make a new plan"
        case .planOutdated(let path): "\(path) would not be changed as planned; make the plan again with this version"
        case .outputNotEmpty(let path): "\(path) is not empty; name a folder that does not exist yet"
        case .foldersOverlap(let one, let other): "one of \(one) and \(other) contains the other; name separate folders"
        case .withinStore(let path): "\(path) is in the store, which is not written to; name a place outside"
        case .spoolInPlace(let path):
            "\(path) is a Cyrus spool, whose index would no longer fit; use --output and import the result"
        case .noSpace(let path, let needed, let free):
            "\(path) has room for \(free) bytes, \(needed) are needed; nothing was written"
        case .notReadBack(let path): "\(path) does not read back as it was written; check the disk"
        }
    }

    /// Makes sure that the way from a folder to a path below it leads over no link.
    static func checkFolders(to path: some StringProtocol, below root: String) throws(MigrationError) {
        do throws(FileError) {
            try StoreFile.checkFolders(to: path, below: root)
        } catch {
            throw error.reason == .isSymbolicLink ? .folderIsLink(error.path) : .file(error)
        }
    }

    /// Reads a regular file below a folder, reached without a link.
    static func read(_ path: String, below root: String) throws(MigrationError) -> [UInt8] {
        try checkFolders(to: path, below: root)
        return try wrapping { () throws(FileError) in try StoreFile.read(StoreFile.path(root, path)) }
    }

    /// Runs what throws file errors.
    static func wrapping<Value: ~Copyable>(_ body: () throws(FileError) -> Value) throws(MigrationError) -> Value {
        do throws(FileError) { return try body() } catch { throw .file(error) }
    }
}
