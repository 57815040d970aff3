internal import Bytes
internal import Files

/// Prepares and writes the files of a store that hold one message each, or none.
struct FileWork: Sendable {
    let header: ManifestHeader
    let work: MessageWork

    /// A file that is ready to be written.
    struct Prepared: Sendable {
        var row: ManifestRow
        /// What is written at the row's new path, or into quarantine; nil if the source is copied unchanged.
        var bytes: [UInt8]?
    }

    /// Whether a file that stays unchanged would be too much to hold in memory.
    private func isLarge(_ unit: PlanUnit) -> Bool {
        unit.rows[0].action == .copy && unit.size > MigrationApplier.groupBytes
    }

    /// A large file that stays unchanged; whether it is what was planned is found when it is copied.
    private func preparedCopy(_ row: PlannedMessage) throws(MigrationError) -> Prepared {
        Prepared(
            row: ManifestRow(
                action: .copy,
                path: row.path,
                newPath: row.path,
                before: row.hash,
                after: row.hash,
                attributes: try attributes(of: row)
            )
        )
    }

    /// Copies a file that stays unchanged, and reads it back.
    private func passOn(_ row: ManifestRow, to target: String) throws(MigrationError) {
        guard
            try StreamedFile.copy(
                StoreFile.path(header.source, row.path),
                to: target,
                row.attributes,
                expecting: row.before
            )
        else {
            throw .sourceChanged(row.path)
        }
        guard StreamedFile.isSame(target, row.after) else { throw .notReadBack(target) }
    }

    private func attributes(of row: PlannedMessage) throws(MigrationError) -> StoreFile.Attributes {
        try MigrationError.checkFolders(to: row.path, below: header.source)
        let source = StoreFile.path(header.source, row.path)
        let status = try MigrationError.wrapping { () throws(FileError) in
            try FileStatus(of: source, followingLinks: false)
        }
        guard status.kind == .regular else { throw .sourceChanged(row.path) }
        return StoreFile.Attributes(status)
    }

    /// The file of a row with its attributes, by the same handle.
    private func content(
        of row: PlannedMessage
    ) throws(MigrationError) -> (bytes: [UInt8], attributes: StoreFile.Attributes) {
        try MigrationError.checkFolders(to: row.path, below: header.source)
        do throws(FileError) {
            return try StoreFile.readWithAttributes(StoreFile.path(header.source, row.path))
        } catch {
            switch error.reason {
            case .isFolder, .isSymbolicLink, .isSpecial: throw .sourceChanged(row.path)
            default: throw .file(error)
            }
        }
    }

    /// What a unit of one file becomes: the file itself, and messages that were part of it.
    ///
    /// - Parameter isInPlace: whether messages stay where they are unless they change.
    func prepare(_ unit: PlanUnit, isInPlace: Bool) throws(MigrationError) -> [Prepared] {
        let row = unit.rows[0]
        if !isInPlace, isLarge(unit) { return [try preparedCopy(row)] }
        let (bytes, attributes) = try content(of: row)
        let result = try work.result(row, in: unit.folder, bytes) { join throws(MigrationError) in
            try exception(join, isInPlace: isInPlace)
        }
        let action: ManifestRow.Action =
            switch row.action {
            case .copy: .copy
            case .edit: .edit
            case .join: .join
            case .quarantine: .quarantine
            }
        var manifest = ManifestRow(
            action: action,
            path: row.path,
            newPath: row.path,
            before: row.hash,
            after: row.hash,
            attributes: attributes
        )
        if unit.folder.kind == .maildir { manifest.flags = MaildirName(row.path).flags }
        switch action {
        case .join: (manifest.newPath, manifest.after) = (nil, "")
        case .quarantine where !isInPlace: manifest.newPath = nil
        case .edit:
            manifest.after = SHA256.digest(result.bytes)
            manifest.newPath = MessageWork.name(ofEdited: result.bytes, hash: manifest.after, at: row.path, unit.folder)
        case .copy, .quarantine, .add: break
        }
        var prepared = [Prepared(row: manifest, bytes: result.bytes)]
        for added in result.added {
            var addition = manifest
            addition.action = .add
            addition.newPath = MessageWork.name(ofAdded: added, beside: row.path, unit.folder)
            addition.before = ""
            addition.after = SHA256.digest(added)
            prepared.append(Prepared(row: addition, bytes: added))
        }
        return prepared
    }

    /// The message that is joined; in place it may be removed already, and is in the backup.
    private func exception(_ join: PlannedMessage.Join, isInPlace: Bool) throws(MigrationError) -> [UInt8] {
        do throws(MigrationError) {
            return try MigrationError.read(join.path, below: header.source)
        } catch {
            guard isInPlace, case .file(let failure) = error, failure.reason == .doesNotExist else { throw error }
            return try MigrationError.read(join.path, below: header.backup ?? "")
        }
    }

    /// Writes what was prepared and reads it back.
    func write(_ prepared: Prepared) throws(MigrationError) {
        let row = prepared.row
        if row.action == .quarantine {
            try write(prepared, at: row.path, below: header.quarantine)
        } else if let path = row.newPath {
            try write(prepared, at: path, below: header.target)
        }
    }

    private func write(_ prepared: Prepared, at path: String, below root: String) throws(MigrationError) {
        try MigrationError.checkFolders(to: path, below: root)
        let target = StoreFile.path(root, path)
        guard let bytes = prepared.bytes else { return try passOn(prepared.row, to: target) }
        try MigrationError.wrapping { () throws(FileError) in
            try StoreFile.write(bytes, to: target, prepared.row.attributes)
        }
        let written = try MigrationError.wrapping { () throws(FileError) in try StoreFile.read(target) }
        guard written == bytes else { throw .notReadBack(target) }
    }
}
