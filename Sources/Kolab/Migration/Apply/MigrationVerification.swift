internal import Bytes
internal import Files
internal import Kolab
internal import KolabMail

/// Compares the result of a migration with its plan and its sources.
public struct MigrationVerification {
    /// What was found.
    public struct Result: Sendable {
        /// Messages of the plan that are as they have to be, and how many there are.
        public var messages = Count()
        /// Other files of the plan.
        public var files = Count()
        /// What is not as it has to be, with the reason.
        public var wrong: [(path: String, reason: String)] = []

        /// How many of a kind are as they have to be.
        public struct Count: Hashable, Sendable {
            /// As they have to be.
            public var correct = 0
            /// In the plan.
            public var planned = 0
        }

        /// Whether everything is as it has to be.
        public var isComplete: Bool {
            wrong.isEmpty && messages.correct == messages.planned && files.correct == files.planned
        }

        fileprivate mutating func add(_ unit: PlanUnit, _ faults: [String]) {
            let count = Count(correct: faults.isEmpty ? unit.rows.count : 0, planned: unit.rows.count)
            let kind = unit.rows[0].type == "file" ? \Self.files : \Self.messages
            self[keyPath: kind].correct += count.correct
            self[keyPath: kind].planned += count.planned
            wrong += faults.map { (unit.path, $0) }
        }
    }

    private let options: MigrationOptions
    /// Called with the number of all messages.
    public var expect: (Int) -> Void = { _ in }
    /// Called now and then with the number of messages compared.
    public var progress: (Int) -> Void = { _ in }

    /// Creates a verification with the options of the migration.
    public init(_ options: MigrationOptions) { self.options = options }

    /// Reads every file of the plan again: unchanged ones have their old bytes, changed ones those that the plan makes of
    /// their originals, whose objects are compared in meaning once more, and every attachment that an object names is there.
    public func run(plan path: String, manifest: String) throws(MigrationError) -> Result {
        var places: [String: Range<Int>] = [:]
        let state = try ManifestState(manifest) { row, place, isIntent throws(MigrationError) in
            if !isIntent, row.message == nil, row.action != .copy, row.action != .add { places[row.path] = place }
        }
        guard let state else { throw .unusableManifest(manifest, "the file does not exist, or is empty") }
        try state.requireWhole(manifest)
        let checked = try CheckedPlan(path)
        guard checked.hash == state.header.plan else { throw .unusableManifest(manifest, "it belongs to another plan") }
        if state.isRolledBack { throw .unusableManifest(manifest, "it was rolled back") }
        expect(checked.end.rows)
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
                    result.add(unit, faults)
                    return true
                }
                progress(result.messages.planned + result.files.planned)
                group = []
            }
            if unit == nil { break }
        }
        if state.done < checked.end.rows {
            result.wrong.append(
                (manifest, "the migration is not finished: \(state.done) of \(checked.end.rows) messages and files")
            )
        }
        return result
    }
}

/// What can be wrong with one file.
private struct VerifiedUnit: Sendable {
    let header: ManifestHeader
    let options: MigrationOptions
    let manifest: RandomAccessFile
    /// The place of a file's row in the manifest, by the original's path; unchanged files are not in it.
    let places: [String: Range<Int>]

    private func row(_ path: String) throws(MigrationError) -> ManifestRow? {
        guard let place = places[path] else { return nil }
        return JSON(try MigrationError.wrapping { () throws(FileError) in try manifest.read(place) }).flatMap(
            ManifestRow.init
        )
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
        let originals = isInBackup ? header.backup ?? "" : header.source
        switch row.action {
        case .copy: return try isSame(row.path, below: header.target, row.hash) ? [] : ["differs from its original"]
        case .quarantine:
            return try isSame(row.path, below: header.quarantine, row.hash) ? [] : ["missing in quarantine, or changed there"]
        case .join:
            let isGone = (try? FileStatus(of: StoreFile.path(header.target, row.path), followingLinks: false)) == nil
            let isKept = try isSame(row.path, below: originals, row.hash)
            return isGone && isKept ? [] : ["still in the result, or its original is missing or changed"]
        case .edit:
            guard let done, let newPath = done.newPath else { return ["not written"] }
            let original = try MigrationError.read(row.path, below: originals)
            let work = MessageWork(options)
            let expected = try work.result(row, in: unit.folder, original) { join throws(MigrationError) in
                try MigrationError.read(join.path, below: header.output == nil ? header.backup ?? "" : header.source)
            }
            var faults: [String] = []
            let actual = try MigrationError.read(newPath, below: header.target)
            if actual != expected.bytes || SHA256.digest(actual) != done.after { faults.append("not as planned") }
            var written = [actual]
            for added in expected.added {
                let name = MessageWork.name(ofAdded: added, beside: row.path, unit.folder)
                if try isSame(name, below: header.target, SHA256.digest(added)) {
                    written.append(added)
                } else {
                    faults.append("\(name), which is part of it, is missing or not as planned")
                }
            }
            let missing = written.reduce(into: Set<String>()) { $0.formUnion(work.missingAttachments(in: $1)) }
            return faults + Self.attachmentFaults(work.missingAttachments(in: original), missing)
        }
    }

    private func mailboxFaults(_ unit: PlanUnit) throws(MigrationError) -> [String] {
        try MigrationError.checkFolders(to: unit.path, below: header.target)
        let target = StoreFile.path(header.target, unit.path)
        guard let done = try row(unit.path) else {
            // Nothing in it changed.
            return try StreamedFile.digest(target) == StreamedFile.digest(StoreFile.path(header.source, unit.path))
                ? [] : ["differs from its original"]
        }
        guard try StreamedFile.digest(target) == done.after else { return ["not as it was written"] }
        let entries = try MigrationError.wrapping { () throws(FileError) in try Mbox.entries(ofFileAt: target) }
        let isInPlace = header.output == nil
        let kept = unit.rows.count { $0.action == .copy || $0.action == .edit || isInPlace && $0.action == .quarantine }
        guard entries.count >= kept else { return ["\(entries.count) of \(kept) messages"] }
        guard !options.target.hasSubevents, unit.changes else { return [] }
        // Objects became messages of their own, which have to carry the files that they name.
        let original = StoreFile.path(isInPlace ? header.backup ?? "" : header.source, unit.path)
        return Self.attachmentFaults(
            try missingAttachments(inMailbox: original),
            try missingAttachments(inMailbox: target)
        )
    }

    private func missingAttachments(inMailbox path: String) throws(MigrationError) -> Set<String> {
        let work = MessageWork(options)
        return try MigrationError.wrapping { () throws(FileError) in
            let file = try RandomAccessFile(path, followingLinks: false)
            var missing: Set<String> = []
            for entry in try Mbox.entries(ofFileAt: path) where entry.message.count <= options.messageSizeLimit {
                missing.formUnion(work.missingAttachments(in: try file.read(entry.message)))
            }
            return missing
        }
    }

    /// Attachments that objects name and their messages do not hold, though the originals did.
    private static func attachmentFaults(_ before: Set<String>, _ after: Set<String>) -> [String] {
        after.subtracting(before).sorted().map { "the attachment \($0), which an object names, is not in its message" }
    }

    private func isSame(_ path: String, below root: String, _ digest: String) throws(MigrationError) -> Bool {
        try MigrationError.checkFolders(to: path, below: root)
        return StreamedFile.isSame(StoreFile.path(root, path), digest)
    }
}
