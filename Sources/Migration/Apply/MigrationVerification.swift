internal import Files

/// Compares what a migration left behind with its plan and its sources.
public struct MigrationVerification {
    /// What was found.
    public struct Result: Sendable {
        /// Messages and files that are as they have to be.
        public var correct = 0
        /// What is not, with the reason.
        public var wrong: [(path: String, reason: String)] = []
        /// Rows of the plan.
        public var planned = 0

        /// Whether everything is as it has to be.
        public var isComplete: Bool { wrong.isEmpty && correct == planned }
    }

    private let options: MigrationOptions
    /// Told how many messages there are.
    public var expect: (Int) -> Void = { _ in }
    /// Told now and then how many messages have been compared.
    public var progress: (Int) -> Void = { _ in }

    /// A verification.
    public init(_ options: MigrationOptions) { self.options = options }

    /// Reads every file of the plan again: unchanged ones have their old bytes, changed ones those that the plan makes of
    /// their originals, whose objects are compared in meaning once more.
    public func run(plan path: String, manifest: String) throws(MigrationError) -> Result {
        var places: [String: Range<Int>] = [:]
        let state = try ManifestState(manifest) { row, place, isIntent throws(MigrationError) in
            if !isIntent, row.message == nil, row.action != .copy, row.action != .add { places[row.path] = place }
        }
        guard let state else { throw .unusableManifest(manifest, "there is no such file, or nothing in it") }
        let summary = try PlanReader.summary(of: path)
        guard summary.hash == state.header.plan else { throw .unusableManifest(manifest, "it belongs to another plan") }
        expect(summary.end.rows)
        var plan = try PlanReader(path)
        var settings = options
        settings.target = plan.header.target
        settings.rootVersion = plan.header.rootVersion
        let file = try MigrationError.wrapping { () throws(FileError) in try RandomAccessFile(manifest) }
        let check = VerifiedUnit(header: state.header, options: settings, manifest: file, places: places)
        var result = Result()
        var group: [PlanUnit] = []
        while true {
            let unit = try plan.nextUnit()
            if let unit { group.append(unit) }
            if group.count == MigrationApplier.groupSize || unit == nil {
                WorkerPool(jobs: options.jobs, itemsPerChunk: 32).run(group) { unit in
                    (unit, check.faults(of: unit))
                } deliver: { unit, faults in
                    result.planned += unit.rows.count
                    result.correct += faults.isEmpty ? unit.rows.count : 0
                    result.wrong += faults.map { (unit.path, $0) }
                    return true
                }
                progress(result.planned)
                group = []
            }
            if unit == nil { break }
        }
        if state.done < result.planned { result.wrong.append((manifest, "the migration is not finished: \(state.done) of \(result.planned) messages")) }
        return result
    }
}

/// What can be wrong with one file.
private struct VerifiedUnit: Sendable {
    let header: ManifestHeader
    let options: MigrationOptions
    let manifest: RandomAccessFile
    /// Where the manifest says what became of a file, by the original's path; unchanged files are not in it.
    let places: [String: Range<Int>]

    private func row(_ path: String) throws(MigrationError) -> ManifestRow? {
        guard let place = places[path] else { return nil }
        return JSON(try MigrationError.wrapping { () throws(FileError) in try manifest.read(place) }).flatMap(ManifestRow.init)
    }

    func faults(of unit: PlanUnit) -> [String] {
        do throws(MigrationError) {
            return try unit.folder.kind == .mbox ? mailboxFaults(unit) : fileFaults(unit)
        } catch {
            return ["\(error)"]
        }
    }

    private func fileFaults(_ unit: PlanUnit) throws(MigrationError) -> [String] {
        let row = unit.rows[0]
        let done = try self.row(row.path)
        let isInBackup = header.output == nil && (done?.action == .edit || done?.action == .join)
        let original = isInBackup ? StoreFile.path(header.backup ?? "", row.path) : StoreFile.path(header.source, row.path)
        switch row.action {
        case .copy: return StreamedFile.isSame(StoreFile.path(header.target, row.path), row.hash) ? [] : ["not as it was"]
        case .quarantine:
            return StreamedFile.isSame(StoreFile.path(header.quarantine, row.path), row.hash) ? [] : ["not in quarantine as it was"]
        case .join:
            let isGone = (try? FileStatus(of: StoreFile.path(header.target, row.path))) == nil
            let isKept = StreamedFile.isSame(original, row.hash)
            return isGone && isKept ? [] : ["still there, or its original is not"]
        case .edit:
            guard let done, let newPath = done.newPath else { return ["not written"] }
            let bytes = try read(original)
            let expected = try MessageWork(options).result(row, in: unit.folder, bytes) { join throws(MigrationError) in
                try read(header.output == nil ? StoreFile.path(header.backup ?? "", join.path) : StoreFile.path(header.source, join.path))
            }
            let actual = try read(StoreFile.path(header.target, newPath))
            return actual == expected.bytes && SHA256.digest(actual) == done.after ? [] : ["not as planned"]
        }
    }

    private func mailboxFaults(_ unit: PlanUnit) throws(MigrationError) -> [String] {
        let target = StoreFile.path(header.target, unit.path)
        guard let done = try row(unit.path) else {
            // Nothing in it changed.
            return try StreamedFile.digest(target) == StreamedFile.digest(StoreFile.path(header.source, unit.path)) ? [] : ["not as it was"]
        }
        guard try StreamedFile.digest(target) == done.after else { return ["not as it was written"] }
        let entries = try MigrationError.wrapping { () throws(FileError) in try Mbox.entries(ofFileAt: target) }
        let isInPlace = header.output == nil
        let kept = unit.rows.count { $0.action == .copy || $0.action == .edit || isInPlace && $0.action == .quarantine }
        return entries.count >= kept ? [] : ["\(entries.count) messages instead of \(kept)"]
    }

    private func read(_ path: String) throws(MigrationError) -> [UInt8] {
        try MigrationError.wrapping { () throws(FileError) in try WholeFile.read(path) }
    }

}
