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
        var rows: [ManifestRow] = []
        let state = try ManifestState(path) { row, _ throws(MigrationError) in rows.append(row) }
        guard let header = state?.header else { throw .unusableManifest(path, "there is no such file") }
        var rollback = MigrationRollback(header: header)
        var seen: Set<ManifestRow> = []
        for row in rows.reversed() where seen.insert(row).inserted { try rollback.undo(row) }
        rollback.removeEmptyFolders(of: rows)
        try MigrationError.wrapping { () throws(FileError) in
            try StoreFile.synchronise(fileSystemOf: StoreFile.nearestFolder(header.target))
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
        if row.action == .quarantine { return try remove(StoreFile.path(header.quarantine, row.path), row.after) }
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
        if let present, present != row.after {
            result.changedSince.append(row.path)
            return
        }
        guard try hash(backup) == row.before else { throw .unusableManifest(backup, "the backup is not what was put there") }
        try MigrationError.wrapping { () throws(FileError) in
            try StoreFile.write(try WholeFile.read(backup), to: path, row.attributes)
        }
        guard try hash(path) == row.before else { throw .notReadBack(path) }
        result.restored += 1
    }

    private mutating func remove(_ path: String, _ expected: String) throws(MigrationError) {
        guard let present = try hash(path) else { return }
        guard present == expected else {
            result.changedSince.append(path)
            return
        }
        try MigrationError.wrapping { () throws(FileError) in try StoreFile.remove(path) }
        result.removed += 1
    }

    /// The digest of a file; nil if there is none.
    private func hash(_ path: String) throws(MigrationError) -> String? {
        guard (try? FileStatus(of: path, followingLinks: false))?.kind == .regular else { return nil }
        return try ApplyRun.hash(ofFileAt: path)
    }

    private func removeEmptyFolders(of rows: [ManifestRow]) {
        var folders: Set<String> = []
        func add(_ path: String, below root: String) {
            var folder = path
            while let slash = folder.lastIndex(of: "/") {
                folder = String(folder[..<slash])
                folders.insert(StoreFile.path(root, folder))
            }
            folders.insert(root)
        }
        for row in rows {
            if row.action == .quarantine { add(row.path, below: header.quarantine) }
            if let output = header.output, let path = row.newPath { add(path, below: output) }
        }
        for folder in folders.sorted(by: { $0.utf8.count > $1.utf8.count }) { StoreFile.removeIfEmpty(folder: folder) }
    }
}
