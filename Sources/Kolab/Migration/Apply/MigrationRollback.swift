internal import Bytes
internal import Files

/// Undoes what a manifest records as done.
public struct MigrationRollback {
    /// What a rollback did.
    public struct Result: Sendable {
        /// Originals that are back under their names.
        public var restored = 0
        /// Files of the migration that were removed.
        public var removed = 0
        /// Whether the manifest has no row of anything begun.
        public var isEmpty = false
        /// Files that were changed since; they are left unchanged.
        public var changedSince: [String] = []
        /// What could not be undone, with the reason.
        public var failures: [String] = []
        /// Files of the new tree, and originals in the backup, that no row of the manifest names.
        public var unnamed: [String] = []
        /// Lines of the manifest that are damaged, with what is wrong.
        public var faults: [String] = []

        /// Whether everything is as it was before the migration; only then the manifest is marked as rolled back.
        public var isComplete: Bool { changedSince.isEmpty && failures.isEmpty && unnamed.isEmpty && faults.isEmpty }
    }

    /// Rolls back; what was restored already stays unchanged, so that an interrupted rollback can be started again.
    ///
    /// A new tree is emptied of what the migration put there. In place, each original returns from the backup with its bytes,
    /// name, permissions and times. A row that is damaged, or that cannot be undone, keeps no other from being undone.
    ///
    /// - Throws: ``MigrationError`` only if there is no usable manifest.
    public static func run(manifest path: String) throws(MigrationError) -> Result {
        guard (try? FileStatus(of: path)) != nil else { throw .unusableManifest(path, "the file does not exist") }
        let lock = try MigrationError.wrapping { () throws(FileError) in try FileLock(path) }
        defer { withExtendedLifetime(lock) {} }
        var places: [Range<Int>] = []
        let state = try ManifestState(path) { _, place, _ throws(MigrationError) in places.append(place) }
        guard let state else { return Result(isEmpty: true) }
        var rollback = MigrationRollback(header: state.header)
        rollback.result.faults = state.faults.map(\.lineText)
        let file = try MigrationError.wrapping { () throws(FileError) in try RandomAccessFile(path) }
        for place in places.reversed() {
            let line = try MigrationError.wrapping { () throws(FileError) in try file.read(place) }
            guard let row = JSON(line).flatMap(ManifestRow.init) else {
                throw .unusableManifest(path, "a row has changed")
            }
            rollback.undo(row)
        }
        rollback.clear()
        if rollback.result.isComplete { try rollback.finish(path, state) }
        return rollback.result
    }

    private let header: ManifestHeader
    private var result = Result()
    /// Originals that are back; the manifest names each twice.
    private var settled: Set<String> = []
    private var renamed = RenamedMessages()

    private init(header: ManifestHeader) { self.header = header }

    private mutating func undo(_ row: ManifestRow) {
        do throws(MigrationError) {
            if row.action == .quarantine {
                return try remove(row.quarantinePath, below: header.quarantine, row.after)
            }
            if let newPath = row.newPath { removeUnfinished(newPath, below: header.target) }
            if let backup = header.backup, row.action != .add {
                removeUnfinished(row.path, below: backup)
                try restore(row, from: backup)
            }
            // A mailbox that was only begun has no content yet that could be compared.
            guard let newPath = row.newPath, !row.after.isEmpty, header.output != nil || newPath != row.path else {
                return
            }
            try remove(newPath, below: header.target, row.after)
        } catch {
            let failure = "\(row.path): \(error)"
            if !result.failures.contains(failure) { result.failures.append(failure) }
        }
    }

    /// Puts an original back.
    private mutating func restore(_ row: ManifestRow, from folder: String) throws(MigrationError) {
        guard row.action != .copy, !settled.contains(row.path) else { return }
        try MigrationError.checkFolders(to: row.path, below: header.source)
        let path = StoreFile.path(header.source, row.path)
        removeUnfinished(row.path, below: header.source)
        let present = try hash(path)
        if present != row.after, row.newPath == nil || row.newPath == row.path, row.action != .join {
            try removeRenamed(path, row.after)
        }
        if present == row.before { return settle(row.path) }
        if let present, present != row.after { return leave(row.path) }
        try MigrationError.checkFolders(to: row.path, below: folder)
        let backup = StoreFile.path(folder, row.path)
        guard try hash(backup) == row.before else { throw .unusableBackup(backup) }
        guard try StreamedFile.copy(backup, to: path, row.attributes, expecting: row.before) else {
            throw .unusableBackup(backup)
        }
        guard try hash(path) == row.before else { throw .notReadBack(path) }
        result.restored += 1
        settle(row.path)
    }

    /// Notes that an original is there, regardless of another row about it.
    private mutating func settle(_ path: String) {
        settled.insert(path)
        result.changedSince.removeAll { $0 == path }
    }

    private mutating func remove(_ name: String, below root: String, _ expected: String) throws(MigrationError) {
        try MigrationError.checkFolders(to: name, below: root)
        removeUnfinished(name, below: root)
        let path = StoreFile.path(root, name)
        guard let present = try hash(path) else { return try removeRenamed(path, expected) }
        guard present == expected else { return leave(path) }
        try MigrationError.wrapping { () throws(FileError) in try StoreFile.remove(path) }
        result.removed += 1
    }

    /// Removes a message of the migration that a mail program renamed since; one whose content it changed is left.
    private mutating func removeRenamed(_ path: String, _ expected: String) throws(MigrationError) {
        guard !expected.isEmpty else { return }
        for other in renamed.others(of: path) {
            guard let present = try hash(other) else { continue }
            guard present == expected else {
                leave(other)
                continue
            }
            try MigrationError.wrapping { () throws(FileError) in try StoreFile.remove(other) }
            result.removed += 1
        }
    }

    private mutating func leave(_ path: String) {
        if !result.changedSince.contains(path) { result.changedSince.append(path) }
    }

    /// Removes what an interrupted run left next to a file; where there is a link on the way, nothing is touched.
    private func removeUnfinished(_ name: String, below root: String) {
        guard (try? StoreFile.checkFolders(to: name, below: root)) != nil else { return }
        StoreFile.removeUnfinished(StoreFile.path(root, name))
    }

    /// The digest of a file; nil if there is none.
    private func hash(_ path: String) throws(MigrationError) -> String? {
        do throws(FileError) {
            switch try FileStatus(of: path, followingLinks: false).kind {
            case .regular: break
            case .folder: throw FileError(path, .isFolder)
            case .symbolicLink: throw FileError(path, .isSymbolicLink)
            case .special(let kind): throw FileError(path, .isSpecial(kind))
            }
        } catch  where error.reason == .doesNotExist || error.reason == .isNotFolder {
            return nil
        } catch {
            throw .file(error)
        }
        return try StreamedFile.digest(path)
    }
}

// MARK: - At the end

extension MigrationRollback {
    /// Removes empty folders, and looks for what the rows do not name: the manifest may have lost some.
    private mutating func clear() {
        if let output = header.output {
            result.unnamed += StoreFile.removeEmptyFolders(at: output).filter { !result.changedSince.contains($0) }
        }
        _ = StoreFile.removeEmptyFolders(at: header.quarantine)
        if let backup = header.backup { findMissing(in: backup, "") }
    }

    /// Finds originals of the backup that are not in the store.
    private mutating func findMissing(in backup: String, _ folder: String) {
        guard let entries = try? StoreFile.entries(of: StoreFile.path(backup, folder)).entries else { return }
        for entry in entries {
            let name = StoreFile.path(folder, entry.name)
            switch entry.status.kind {
            case .folder: findMissing(in: backup, name)
            case .regular where !StoreFile.isUnfinished(entry.name):
                let original = StoreFile.path(header.source, name)
                let isKnown =
                    result.changedSince.contains(name) || result.failures.contains { $0.hasPrefix(name + ": ") }
                if !isKnown, let digest = try? StreamedFile.digest(StoreFile.path(backup, name)),
                    !StreamedFile.isSame(original, digest)
                {
                    result.unnamed.append(StoreFile.path(backup, name))
                }
            default: break
            }
        }
    }

    /// Marks the manifest.
    private func finish(_ path: String, _ state: ManifestState) throws(MigrationError) {
        var chain = state.chain
        let mark = state.isOutdated ? ManifestState.rolledBackMark.line : chain.sealed(ManifestState.rolledBackMark)
        do throws(FileError) {
            try StoreFile.synchronise(fileSystemOf: StoreFile.nearestFolder(header.target))
            if state.isRolledBack { return }
            let manifest = try AppendingFile(path, length: state.wholeLength)
            try manifest.append(mark)
            try manifest.synchronise()
            try manifest.close()
        } catch {
            throw .file(error)
        }
    }
}
