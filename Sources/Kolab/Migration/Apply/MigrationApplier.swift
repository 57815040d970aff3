internal import Files

/// Carries out a plan: into a new tree, or in place with a backup.
///
/// Work is done in groups. What a group does is on the disk before the manifest records it; a group that the manifest
/// does not name as done is done again, with the same result. So a run can be killed at any moment and started again.
public struct MigrationApplier {
    /// The target of a migration.
    public enum Target: Hashable, Sendable {
        /// Into a separate tree; the source is only read.
        case output(String)
        /// Into the source itself; originals go into a backup.
        case inPlace(backup: String)
    }

    /// What a run did.
    public struct Result: Sendable {
        /// The counts of the whole plan.
        public var tally = MigrationTally()
        /// What this run wrote; the rest was done before.
        public var written = Written()
        /// Where unreadable objects are.
        public var quarantine = ""
    }

    /// Counts of what a run wrote.
    public struct Written: Hashable, Sendable {
        /// Messages and objects of the store under their names in the result: all but those joined or in quarantine; in
        /// place only those that changed.
        public var messages = 0
        /// Messages that were not there before.
        public var added = 0
        /// Messages put into quarantine.
        public var quarantined = 0
        /// Files that are not messages.
        public var files = 0

        mutating func add(_ unit: PlanUnit, isInPlace: Bool) {
            for row in unit.rows {
                switch row.action {
                case .quarantine: quarantined += 1
                case .join: break
                case .copy where isInPlace: break
                case .copy where row.type == "file": files += 1
                case .copy, .edit: messages += 1
                }
            }
        }
    }

    /// How many messages make a group.
    public static let groupSize = 1_000
    /// The size at which a group is full.
    static let groupBytes = 32 << 20

    private let options: MigrationOptions
    /// Called now and then with the number of messages done.
    public var progress: (Int) -> Void = { _ in }
    /// Called with the number of all messages.
    public var expect: (Int) -> Void = { _ in }

    /// An applier; zones, joins and versions are the plan's.
    public init(_ options: MigrationOptions) { self.options = options }

    /// Applies the plan in a file.
    ///
    /// - Parameters:
    ///   - manifest: the file that records what was done and how to undo it; an interrupted run continues from it.
    ///   - quarantine: the folder for objects that cannot be read.
    public func apply(
        plan path: String,
        to target: Target,
        manifest: String,
        quarantine: String
    ) throws(MigrationError) -> Result {
        let checked = try CheckedPlan(path)
        try checkStore(checked)
        var plan = try PlanReader(path)
        let header = try header(checked.header, checked.hash, target, quarantine, manifest)
        let lock = try MigrationError.wrapping { () throws(FileError) in try FileLock(manifest) }
        defer { withExtendedLifetime(lock) {} }
        let state = try ManifestState(manifest)
        try check(state, header, manifest)
        var settings = options
        settings.target = plan.header.target
        settings.rootVersion = plan.header.rootVersion
        let isInPlace = header.output == nil
        if state == nil {
            try prepare(header, checked.end)
            if isInPlace { try checkSources(path, header) }
        }
        var run = try ApplyRun(header, settings, manifest: manifest, resuming: state)
        if state == nil { try run.begin() }
        try make(checked.folders, header)
        expect(checked.end.rows)
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
        let written = run.written
        try run.end()
        return Result(tally: tally, written: written, quarantine: header.quarantine)
    }
}

// MARK: - Before anything is written

extension MigrationApplier {
    private func header(
        _ plan: PlanHeader,
        _ hash: String,
        _ target: Target,
        _ quarantine: String,
        _ manifest: String
    ) throws(MigrationError) -> ManifestHeader {
        var header = ManifestHeader(
            plan: hash,
            source: plan.source,
            output: nil,
            backup: nil,
            quarantine: quarantine.absolutePath
        )
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
        try state.requireWhole(manifest)
        if state.isRolledBack { throw .unusableManifest(manifest, "it was rolled back; name another") }
        if state.header != header { throw .unusableManifest(manifest, "it belongs to another plan or other folders") }
    }

    /// Makes sure that the store and its folders are reached by the same paths as when the plan was made.
    private func checkStore(_ plan: CheckedPlan) throws(MigrationError) {
        let source = plan.header.source
        guard let resolved = StoreFile.resolved(source) else { throw .file(FileError(source, .doesNotExist)) }
        if resolved != source { throw .folderIsLink(source) }
        for folder in plan.folders where !folder.path.isEmpty {
            try MigrationError.checkFolders(
                to: StoreFile.path(folder.path, folder.kind == .mbox ? "" : "file"),
                below: source
            )
        }
    }

    private func prepare(_ header: ManifestHeader, _ end: PlanEnd) throws(MigrationError) {
        for path in [header.output, header.backup].compactMap({ $0 }) {
            if let listing = try? StoreFile.entries(of: path), !listing.entries.isEmpty { throw .outputNotEmpty(path) }
            let existing = StoreFile.nearestFolder(path)
            let free = try MigrationError.wrapping { () throws(FileError) in try StoreFile.freeSpace(at: existing) }
            // Small files take whole blocks, and the manifest is written too.
            let needed = end.bytes + end.rows * 4_096 + (1 << 20)  // No more than there are lines, so it does not overflow.
            if free < needed { throw .noSpace(path, needed: needed, free: free) }
        }
    }

    /// Makes sure that every source is as planned before the first is changed.
    private func checkSources(_ path: String, _ header: ManifestHeader) throws(MigrationError) {
        var plan = try PlanReader(path)
        while let unit = try plan.nextUnit() {
            if unit.folder.kind == .spool, unit.changes { throw .spoolInPlace(unit.folder.path) }
            try MigrationError.checkFolders(to: unit.path, below: header.source)
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
                try MigrationError.checkFolders(to: StoreFile.path(name, "file"), below: header.source)
                try MigrationError.checkFolders(to: StoreFile.path(name, "file"), below: output)
                guard OutputTarget.isExistingFolder(original) else { continue }
                try MigrationError.wrapping { () throws(FileError) in
                    try StoreFile.makeFolder(StoreFile.path(output, name), like: original)
                }
            }
        }
    }
}
