internal import Files

/// Prepares and writes the files of a store that hold one message each, or none.
struct FileWork: Sendable {
    let header: ManifestHeader
    let work: MessageWork

    /// A file that is ready to be written.
    struct Prepared: Sendable {
        var row: ManifestRow
        /// What is written at the row's new path, or into quarantine.
        var bytes: [UInt8]
    }

    /// Whether a file that stays as it is would be too much to hold.
    func isLarge(_ unit: PlanUnit) -> Bool { unit.rows[0].action == .copy && unit.size > MigrationApplier.groupBytes }

    /// Copies a file that stays as it is, and reads it back.
    func passOn(_ unit: PlanUnit) throws(MigrationError) -> ManifestRow {
        let row = unit.rows[0]
        let attributes = try attributes(of: row)
        let target = StoreFile.path(header.target, row.path)
        guard try StreamedFile.copy(StoreFile.path(header.source, row.path), to: target, attributes) == row.hash else {
            throw .sourceChanged(row.path)
        }
        guard StreamedFile.isSame(target, row.hash) else { throw .notReadBack(target) }
        return ManifestRow(
            action: .copy, path: row.path, newPath: row.path, before: row.hash, after: row.hash, attributes: attributes)
    }

    private func attributes(of row: PlannedMessage) throws(MigrationError) -> StoreFile.Attributes {
        let source = StoreFile.path(header.source, row.path)
        let status = try MigrationError.wrapping { () throws(FileError) in try FileStatus(of: source, followingLinks: false) }
        guard status.kind == .regular else { throw .sourceChanged(row.path) }
        return StoreFile.Attributes(status)
    }

    /// What a unit of one file becomes: the file itself, and messages that were part of it.
    ///
    /// - Parameter isInPlace: whether messages stay where they are unless they change.
    func prepare(_ unit: PlanUnit, isInPlace: Bool) throws(MigrationError) -> [Prepared] {
        let row = unit.rows[0]
        let source = StoreFile.path(header.source, row.path)
        let attributes = try attributes(of: row)
        let bytes = try MigrationError.wrapping { () throws(FileError) in try WholeFile.read(source) }
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
            action: action, path: row.path, newPath: row.path, before: row.hash, after: row.hash, attributes: attributes)
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

    /// The message that is joined; in place it may be gone already, and is in the backup.
    private func exception(_ join: PlannedMessage.Join, isInPlace: Bool) throws(MigrationError) -> [UInt8] {
        do throws(FileError) {
            return try WholeFile.read(StoreFile.path(header.source, join.path))
        } catch where isInPlace && error.reason == .doesNotExist {
            return try MigrationError.wrapping { () throws(FileError) in
                try WholeFile.read(StoreFile.path(header.backup ?? "", join.path))
            }
        } catch {
            throw .file(error)
        }
    }

    /// Writes what was prepared and reads it back.
    func write(_ prepared: Prepared) throws(MigrationError) {
        let row = prepared.row
        if row.action == .quarantine {
            try write(prepared.bytes, to: StoreFile.path(header.quarantine, row.path), row.attributes)
        } else if let path = row.newPath {
            try write(prepared.bytes, to: StoreFile.path(header.target, path), row.attributes)
        }
    }

    private func write(_ bytes: [UInt8], to path: String, _ attributes: StoreFile.Attributes) throws(MigrationError) {
        try MigrationError.wrapping { () throws(FileError) in try StoreFile.write(bytes, to: path, attributes) }
        let written = try MigrationError.wrapping { () throws(FileError) in try WholeFile.read(path) }
        guard written == bytes else { throw .notReadBack(path) }
    }
}
