internal import Bytes
internal import Files
internal import KolabMail

/// Writes an mbox anew with the planned changes, message by message.
struct MboxWork: Sendable {
    let root: String
    let work: MessageWork
    let jobs: Int

    /// The outcome for the file.
    struct Result: Sendable {
        var before: String
        var after: String
        /// Messages that go into quarantine, by number.
        var quarantined: [(number: Int, bytes: [UInt8])] = []
        /// Messages that were not there before.
        var added = 0
    }

    private struct Piece: Sendable {
        var bytes: [UInt8]
        var written: [UInt8]
        var quarantined: [UInt8]?
        var number: Int
        var added = 0
    }

    /// Copies the messages of a unit to `output`, changed, omitted or unchanged.
    ///
    /// - Parameter keepsUnreadable: whether quarantined messages stay in the file too.
    func write(
        _ unit: PlanUnit,
        to output: borrowing GrowingStoreFile,
        keepsUnreadable: Bool
    ) throws(MigrationError) -> Result {
        let path = StoreFile.path(root, unit.path)
        try MigrationError.checkFolders(to: unit.path, below: root)
        let entries = try MigrationError.wrapping { () throws(FileError) in try Mbox.entries(ofFileAt: path) }
        guard entries.count == unit.rows.count else { throw .sourceChanged(unit.path) }
        let file = try MigrationError.wrapping { () throws(FileError) in
            try RandomAccessFile(path, followingLinks: false)
        }
        var before = SHA256()
        var after = SHA256()
        var result = Result(before: "", after: "")
        var failure: MigrationError?
        let pool = WorkerPool(jobs: jobs, itemsPerChunk: 32)
        pool.run(Array(zip(entries, unit.rows)), weight: { $0.0.whole.count }) { entry, row in
            piece(entry, row, unit.folder, file, entries, keepsUnreadable)
        } deliver: { piece in
            do throws(MigrationError) {
                let piece = try piece.get()
                before.update(piece.bytes)
                after.update(piece.written)
                try MigrationError.wrapping { () throws(FileError) in try output.append(piece.written) }
                result.added += piece.added
                if let bytes = piece.quarantined { result.quarantined.append((piece.number, bytes)) }
                return true
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
        result.before = before.finish()
        result.after = after.finish()
        return result
    }

    private func piece(
        _ entry: Mbox.Entry,
        _ row: PlannedMessage,
        _ folder: PlannedFolder,
        _ file: RandomAccessFile,
        _ entries: [Mbox.Entry],
        _ keepsUnreadable: Bool
    ) -> Swift.Result<Piece, MigrationError> {
        Swift.Result { () throws(MigrationError) in
            let whole = try MigrationError.wrapping { () throws(FileError) in try file.read(entry.whole) }
            let start = entry.message.lowerBound - entry.whole.lowerBound
            let message = Array(whole[start..<start + entry.message.count])
            let changed = try work.result(row, in: folder, message) { join throws(MigrationError) in
                guard let index = join.index, entries.indices.contains(index) else { throw .planOutdated(row.path) }
                return try MigrationError.wrapping { () throws(FileError) in try file.read(entries[index].message) }
            }
            var piece = Piece(bytes: whole, written: whole, number: (row.index ?? 0) + 1)
            switch row.action {
            case .copy: break
            case .join: piece.written = []
            case .quarantine:
                piece.quarantined = message
                if !keepsUnreadable { piece.written = [] }
            case .edit:
                let separator = Array(whole[..<start])
                let trailer = Array(whole[(start + message.count)...])
                let edited = MailMessage.correctingContentLength(of: changed.bytes, insteadOf: message)
                piece.written = separator + edited + trailer
                piece.added = changed.added.count
                let lineEnd: [UInt8] = trailer.isEmpty ? [0x0A] : trailer
                for added in changed.added {
                    if trailer.isEmpty { piece.written += lineEnd }
                    piece.written += Array("From kalends Thu Jan  1 00:00:00 1970".utf8) + lineEnd
                    piece.written += added + lineEnd
                }
            }
            return piece
        }
    }
}
