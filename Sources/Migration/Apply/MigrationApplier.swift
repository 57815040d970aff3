internal import Files

/// Carries out a plan: into a new tree, or in place with a backup.
///
/// Work is done in groups. What a group does is on the disk before the manifest says so; a group that the manifest does not
/// name as done is done again, with the same result. So a run can be killed at any moment and started again.
public struct MigrationApplier {
    /// Where a migration goes.
    public enum Target: Hashable, Sendable {
        /// Into a tree of its own; the source is only read.
        case output(String)
        /// Into the source itself; originals go into a backup.
        case inPlace(backup: String)
    }

    /// What a run did.
    public struct Result: Sendable {
        /// The counts of the whole plan.
        public var tally = MigrationTally()
        /// Messages that this run wrote, changed or put aside; the rest was done before.
        public var written = 0
        /// Where unreadable objects are.
        public var quarantine = ""
    }

    /// How many messages make a group.
    public static let groupSize = 1_000
    /// The size at which a group is full.
    static let groupBytes = 32 << 20

    private let options: MigrationOptions
    /// Told now and then how many messages are done.
    public var progress: (Int) -> Void = { _ in }
    /// Told how many messages there are.
    public var expect: (Int) -> Void = { _ in }

    /// An applier; zones, joins and versions are the plan's.
    public init(_ options: MigrationOptions) { self.options = options }

    /// Applies the plan in a file.
    ///
    /// - Parameters:
    ///   - manifest: the file that says what was done and undoes it; a run that was interrupted goes on from it.
    ///   - quarantine: the folder for objects that cannot be read.
    public func apply(
        plan path: String, to target: Target, manifest: String, quarantine: String
    ) throws(MigrationError) -> Result {
        let summary = try PlanReader.summary(of: path)
        var plan = try PlanReader(path)
        let header = try header(plan.header, summary.hash, target, quarantine, manifest)
        let lock = try MigrationError.wrapping { () throws(FileError) in try FileLock(manifest) }
        defer { withExtendedLifetime(lock) {} }
        let state = try ManifestState(manifest)
        let folders = try PlanReader.checkedFolders(of: path)
        try check(state, header, manifest)
        var settings = options
        settings.target = plan.header.target
        settings.rootVersion = plan.header.rootVersion
        let isInPlace = header.output == nil
        if state == nil {
            try prepare(header, summary.end, isInPlace)
            if isInPlace { try checkSources(path, header) }
        }
        var run = try ApplyRun(header, settings, manifest: manifest, resuming: state)
        try make(folders, header)
        expect(summary.end.rows)
        var tally = MigrationTally()
        var group: [PlanUnit] = []
        var (weight, messages) = (0, 0)
        while let unit = try plan.nextUnit() {
            for row in unit.rows { tally.add(row, in: unit.folder) }
            guard run.isToDo(unit) else { continue }
            if isInPlace, unit.folder.kind == .spool, unit.changes { throw .spoolInPlace(unit.folder.path) }
            group.append(unit)
            weight += unit.size
            messages += unit.rows.count
            if messages >= Self.groupSize || weight > Self.groupBytes {
                try run.finish(group)
                progress(run.done)
                (group, weight, messages) = ([], 0, 0)
            }
        }
        try run.finish(group)
        for omission in plan.omissions { tally.add(omission) }
        return Result(tally: tally, written: run.written, quarantine: header.quarantine)
    }
}

// MARK: - Before anything is written

extension MigrationApplier {
    private func header(
        _ plan: PlanHeader, _ hash: String, _ target: Target, _ quarantine: String, _ manifest: String
    ) throws(MigrationError) -> ManifestHeader {
        var header = ManifestHeader(
            plan: hash, source: plan.source, output: nil, backup: nil, quarantine: quarantine.absolutePath)
        switch target {
        case .output(let path): header.output = path.absolutePath
        case .inPlace(let backup): header.backup = backup.absolutePath
        }
        let store = plan.file.map { StoreFile.path(plan.source, $0) } ?? plan.source
        for other in [header.output, header.backup, header.quarantine].compactMap({ $0 })
        where other.isWithin(store) || store.isWithin(other) && (plan.file == nil || other == plan.source) {
            throw .foldersOverlap(store, other)
        }
        if manifest.absolutePath.isWithin(store) { throw .withinStore(manifest) }
        return header
    }

    private func check(_ state: ManifestState?, _ header: ManifestHeader, _ manifest: String) throws(MigrationError) {
        guard let state else { return }
        if state.isRolledBack { throw .unusableManifest(manifest, "it was rolled back; name another") }
        if state.header != header { throw .unusableManifest(manifest, "it belongs to another plan or other folders") }
    }

    private func prepare(_ header: ManifestHeader, _ end: PlanEnd, _ isInPlace: Bool) throws(MigrationError) {
        for path in [header.output, header.backup].compactMap({ $0 }) {
            if let listing = try? StoreFile.entries(of: path), !listing.entries.isEmpty { throw .outputNotEmpty(path) }
            let existing = StoreFile.nearestFolder(path)
            let free = try MigrationError.wrapping { () throws(FileError) in try StoreFile.freeSpace(at: existing) }
            // Small files take whole blocks, and the manifest is written too.
            let needed = end.bytes + end.rows * 4_096 + (1 << 20)
            if free < needed { throw .noSpace(path, needed: needed, free: free) }
        }
    }

    /// Makes sure that every source is as planned before the first is changed.
    private func checkSources(_ path: String, _ header: ManifestHeader) throws(MigrationError) {
        var plan = try PlanReader(path)
        while let unit = try plan.nextUnit() {
            if unit.folder.kind == .spool, unit.changes { throw .spoolInPlace(unit.folder.path) }
            guard unit.folder.kind != .mbox else { continue }
            guard StreamedFile.isSame(StoreFile.path(header.source, unit.path), unit.rows[0].hash) else {
                throw .sourceChanged(unit.path)
            }
        }
    }

    /// Makes the folders of the new tree, those without messages too.
    private func make(_ folders: [PlannedFolder], _ header: ManifestHeader) throws(MigrationError) {
        guard let output = header.output else { return }
        for folder in folders where folder.kind != .mbox {
            for part in folder.kind == .maildir ? ["", "cur", "new", "tmp"] : [""] {
                let name = StoreFile.path(folder.path, part)
                let original = StoreFile.path(header.source, name)
                guard OutputTarget.isExistingFolder(original) else { continue }
                try MigrationError.wrapping { () throws(FileError) in
                    try StoreFile.makeFolder(StoreFile.path(output, name), like: original)
                }
            }
        }
    }
}
