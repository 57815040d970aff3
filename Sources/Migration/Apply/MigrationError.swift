public import Files

/// Why a migration stops.
public enum MigrationError: Error, Hashable, Sendable {
    /// The file system refused.
    case file(FileError)
    /// The plan cannot be used.
    case unusablePlan(String, String)
    /// The manifest cannot be used.
    case unusableManifest(String, String)
    /// A source file is not what it was when the plan was made.
    case sourceChanged(String)
    /// What was to be changed would come out differently now.
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
        case .unusablePlan(let path, let reason): "\(path) is no plan that can be used: \(reason)"
        case .unusableManifest(let path, let reason): "\(path) is no manifest that can be used: \(reason)"
        case .sourceChanged(let path):
            "\(path) has changed since the plan was made; nothing of it was written; make a new plan"
        case .planOutdated(let path): "\(path) would not be changed as planned; make the plan again with this version"
        case .outputNotEmpty(let path): "\(path) is not empty; name a folder that does not exist yet"
        case .foldersOverlap(let one, let other): "\(one) and \(other) lie in one another; name folders apart"
        case .withinStore(let path): "\(path) lies in the store, which is not written to; name a place outside"
        case .spoolInPlace(let path):
            "\(path) is a Cyrus spool, whose index would no longer fit; use --output and import the result"
        case .noSpace(let path, let needed, let free):
            "\(path) has room for \(free) bytes, \(needed) are needed; nothing was written"
        case .notReadBack(let path): "\(path) does not read back as it was written; check the disk"
        }
    }

    /// Runs what throws file errors.
    static func wrapping<Value: ~Copyable>(_ body: () throws(FileError) -> Value) throws(MigrationError) -> Value {
        do throws(FileError) { return try body() } catch { throw .file(error) }
    }
}
