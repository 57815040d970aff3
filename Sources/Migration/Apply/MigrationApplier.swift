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

    /// How many files make a group.
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
        let header = try header(plan.header, summary.hash, target, quarantine)
        let state = try ManifestState(manifest)
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
        expect(summary.end.rows)
        var tally = MigrationTally()
        var group: [PlanUnit] = []
        var weight = 0
        while let unit = try plan.nextUnit() {
            for row in unit.rows { tally.add(row, in: unit.folder) }
            guard run.isToDo(unit) else { continue }
            if isInPlace, unit.folder.kind == .spool, unit.changes { throw .spoolInPlace(unit.folder.path) }
            group.append(unit)
            weight += unit.size
            if group.count == Self.groupSize || weight > Self.groupBytes || unit.folder.kind == .mbox {
                try run.finish(group)
                progress(run.done)
                (group, weight) = ([], 0)
            }
        }
        try run.finish(group)
        return Result(tally: tally, written: run.written, quarantine: header.quarantine)
    }
}

// MARK: - Before anything is written

extension MigrationApplier {
    private func header(
        _ plan: PlanHeader, _ hash: String, _ target: Target, _ quarantine: String
    ) throws(MigrationError) -> ManifestHeader {
        var header = ManifestHeader(
            plan: hash, source: plan.source, output: nil, backup: nil, quarantine: Self.absolute(quarantine))
        switch target {
        case .output(let path): header.output = Self.absolute(path)
        case .inPlace(let backup): header.backup = Self.absolute(backup)
        }
        for other in [header.output, header.backup, header.quarantine].compactMap({ $0 }) {
            if Self.isWithin(other, header.source) || Self.isWithin(header.source, other) {
                throw .foldersOverlap(header.source, other)
            }
        }
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
        var failure: MigrationError?
        while let unit = try plan.nextUnit() {
            if unit.folder.kind == .spool, unit.changes { throw .spoolInPlace(unit.folder.path) }
            guard unit.folder.kind != .mbox else { continue }
            let source = StoreFile.path(header.source, unit.path)
            let bytes = try? WholeFile.read(source)
            if bytes.map({ SHA256.digest($0) }) != unit.rows[0].hash { failure = .sourceChanged(unit.path) }
            if let failure { throw failure }
        }
    }

    private static func absolute(_ path: String) -> String {
        let existing = StoreFile.nearestFolder(path)
        let rest = existing == "." ? path[...] : path.dropFirst(existing.count)
        return StoreFile.path(StoreFile.resolved(existing) ?? existing, rest.drop { $0 == "/" }).trimmingSlashes
    }

    private static func isWithin(_ path: String, _ folder: String) -> Bool {
        path == folder || path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
    }
}

extension String {
    fileprivate var trimmingSlashes: String {
        var text = self[...]
        while text.count > 1, text.last == "/" { text = text.dropLast() }
        return String(text)
    }
}
