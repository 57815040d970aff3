internal import Files

/// Undoes what a manifest says was done.
public struct MigrationRollback {
    /// What a rollback did.
    public struct Result: Sendable {
        /// Originals that are back under their names.
        public var restored = 0
        /// Files of the migration that are gone.
        public var removed = 0
        /// Files that somebody changed since; they were left as they are.
        public var changedSince: [String] = []
    }

    /// Rolls back; what was restored already stays as it is, so that an interrupted rollback can be started again.
    ///
    /// A new tree is emptied of what the migration put there. In place, each original returns from the backup with its bytes,
    /// name, permissions and times.
    public static func run(manifest path: String) throws(MigrationError) -> Result {
        var places: [Range<Int>] = []
        guard (try? FileStatus(of: path)) != nil else { throw .unusableManifest(path, "there is no such file") }
        let lock = try MigrationError.wrapping { () throws(FileError) in try FileLock(path) }
        defer { withExtendedLifetime(lock) {} }
        let state = try ManifestState(path) { _, place, isIntent throws(MigrationError) in
            if !isIntent { places.append(place) }
        }
        guard let state else { throw .unusableManifest(path, "nothing was begun") }
        var rollback = MigrationRollback(header: state.header)
        for row in state.intents.values.joined() { try rollback.undo(row) }
        let file = try MigrationError.wrapping { () throws(FileError) in try RandomAccessFile(path) }
        for place in places.reversed() {
            let line = try MigrationError.wrapping { () throws(FileError) in try file.read(place) }
            guard let row = JSON(line).flatMap(ManifestRow.init) else { throw .unusableManifest(path, "a row has changed") }
            try rollback.undo(row)
        }
        if let output = state.header.output { StoreFile.removeEmptyFolders(at: output) }
        StoreFile.removeEmptyFolders(at: state.header.quarantine)
        try MigrationError.wrapping { () throws(FileError) in
            try StoreFile.synchronise(fileSystemOf: StoreFile.nearestFolder(state.header.target))
            let manifest = try AppendingFile(path)
            try manifest.append(ManifestState.rolledBackMark)
            try manifest.synchronise()
        }
        return rollback.result
    }

    private let header: ManifestHeader
    private var result = Result()

    private init(header: ManifestHeader) { self.header = header }

    private mutating func undo(_ row: ManifestRow) throws(MigrationError) {
        if row.action == .quarantine { return try remove(StoreFile.path(header.quarantine, row.quarantinePath), row.after) }
        if let newPath = row.newPath {
            try MigrationError.wrapping { () throws(FileError) in try StoreFile.removeUnfinished(StoreFile.path(header.target, newPath)) }
        }
        if header.backup != nil, row.action != .add { try restore(row) }
        guard let newPath = row.newPath, header.output != nil || newPath != row.path else { return }
        try remove(StoreFile.path(header.target, newPath), row.after)
    }

    /// Puts an original back.
    private mutating func restore(_ row: ManifestRow) throws(MigrationError) {
        guard row.action != .copy, let folder = header.backup else { return }
        let path = StoreFile.path(header.source, row.path)
        let backup = StoreFile.path(folder, row.path)
        let present = try hash(path)
        if present == row.before { return }
        if let present, present != row.after { return leave(row.path) }
        guard try hash(backup) == row.before else { throw .unusableManifest(backup, "the backup is not what was put there") }
        try MigrationError.wrapping { () throws(FileError) in
            try StoreFile.write(try WholeFile.read(backup), to: path, row.attributes)
        }
        guard try hash(path) == row.before else { throw .notReadBack(path) }
        result.restored += 1
    }

    private mutating func remove(_ path: String, _ expected: String) throws(MigrationError) {
        guard let present = try hash(path) else { return }
        guard present == expected else { return leave(path) }
        try MigrationError.wrapping { () throws(FileError) in try StoreFile.remove(path) }
        result.removed += 1
    }

    private mutating func leave(_ path: String) {
        if !result.changedSince.contains(path) { result.changedSince.append(path) }
    }

    /// The digest of a file; nil if there is none.
    private func hash(_ path: String) throws(MigrationError) -> String? {
        guard (try? FileStatus(of: path, followingLinks: false))?.kind == .regular else { return nil }
        return try StreamedFile.digest(path)
    }
}
