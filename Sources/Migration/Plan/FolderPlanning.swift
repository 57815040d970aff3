internal import CalendarDiagnostics
internal import CalendarModel
internal import Files
internal import ICalendar
internal import Kolab
internal import KolabMail
internal import TimeZones

/// Plans the messages of one folder: each by itself first, then the exceptions that belong to a series.
struct FolderPlanning: Sendable {
    let root: String
    let options: MigrationOptions
    let folder: StoreFolder
    let zone: KnownZone?
    private let examiner: MessageExaminer
    private let migration: ObjectMigration

    init(_ folder: StoreFolder, root: String, _ options: MigrationOptions) {
        self.folder = folder
        self.root = root
        self.options = options
        zone = options.zone(ofFolder: folder.path)
        examiner = MessageExaminer(options)
        migration = ObjectMigration(options)
    }

    var planned: PlannedFolder {
        PlannedFolder(
            path: folder.path, kind: folder.kind, type: options.folderTypes.type(ofFolder: folder.path), zone: zone?.name)
    }

    /// A message with where it stands.
    struct Source: Sendable {
        var path: String
        var index: Int?
        var range: Range<Int>?
        var size: Int
        var isSurelyMail: Bool
    }

    /// A planned message, with what the search for exceptions needs of it.
    private struct Result: Sendable {
        var row: PlannedMessage
        var series: Series?
    }
}

extension FolderPlanning {
    /// The rows of the folder in the order of its messages.
    ///
    /// - Parameter progress: told how many bytes and messages are done.
    func rows(progress: (_ messages: Int, _ bytes: Int) -> Void) throws(FileError) -> [PlannedMessage] {
        let sources = try sources()
        var rows: [PlannedMessage] = []
        rows.reserveCapacity(sources.count)
        var objects: [StoredSeries] = []
        let pool = WorkerPool(jobs: options.jobs, itemsPerChunk: 64)
        pool.run(sources, weight: \.size) { source in plan(source) } deliver: { result in
            if let series = result.series { objects.append(StoredSeries(id: String(rows.count), folder: "", series: series)) }
            rows.append(result.row)
            progress(1, result.row.size)
            return true
        }
        markDuplicates(&rows)
        if options.target == .v2_1, options.joining != .none { join(&rows, objects, sources) }
        for file in folder.otherFiles {
            let bytes = try WholeFile.read(StoreFile.path(root, file.path))
            rows.append(PlannedMessage(path: file.path, size: bytes.count, hash: SHA256.digest(bytes), type: "file"))
            progress(0, bytes.count)
        }
        return rows
    }

    private func sources() throws(FileError) -> [Source] {
        guard folder.kind == .mbox, let file = folder.files.first else {
            return folder.files.map { Source(path: $0.path, size: $0.status.size, isSurelyMail: $0.isSurelyMail) }
        }
        return try Mbox.entries(ofFileAt: StoreFile.path(root, file.path)).enumerated().map { index, entry in
            Source(path: file.path, index: index, range: entry.message, size: entry.message.count, isSurelyMail: true)
        }
    }

    /// Plans one message by itself.
    private func plan(_ source: Source) -> Result {
        var row = PlannedMessage(path: source.path, index: source.index, size: source.size, hash: "", type: "mail")
        let bytes: [UInt8]
        do {
            bytes = try source.read(below: root)
        } catch {
            row.action = .quarantine
            row.reason = error.message
            return Result(row: row)
        }
        row.size = bytes.count
        row.hash = SHA256.digest(bytes)
        guard bytes.count <= options.messageSizeLimit else {
            row.findings = [MigrationFinding("message-too-large", "\(bytes.count) bytes")]
            return Result(row: row)
        }
        let examined = examiner.examine(bytes, isSurelyMail: source.isSurelyMail)
        (row.type, row.uid, row.writer, row.version) = (examined.type, examined.uid, examined.writer, examined.version)
        row.findings = examined.findings
        if let meant = planned.type, ["event", "task", "journal", "note", "contact"].contains(meant),
            !["mail", "file", meant].contains(row.type), !(meant == "contact" && row.type == "distribution-list")
        {
            row.findings.append(MigrationFinding("wrong-folder-type", "\(row.type) in a folder of type \(meant)"))
        }
        switch examined.content {
        case .unreadable(let reason):
            row.action = .quarantine
            row.reason = reason
        case .object(let object):
            let outcome = migration.migrate(object, zone: zone)
            row.take(outcome)
            if options.zones == .set, options.target == .v2_1, zone == nil, outcome.changes.isEmpty, object.hasUTCTimes {
                row.findings.append(MigrationFinding("zone-unknown"))
            }
            return Result(row: row, series: searched(object))
        case .otherObject, .mail, .leftAlone, .file: break
        }
        return Result(row: row)
    }

    /// What the search needs of an object; nil if exceptions are not looked for.
    private func searched(_ object: StoredObject) -> Series? {
        guard options.target == .v2_1, options.joining != .none, object.series.overrides.isEmpty else { return nil }
        return migration.meaning(of: object, zone: zone)
    }

    private func markDuplicates(_ rows: inout [PlannedMessage]) {
        var first: [String: Int] = [:]
        for index in rows.indices where !rows[index].uid.isEmpty {
            if first.updateValue(index, forKey: rows[index].type + " " + rows[index].uid) != nil {
                rows[index].findings.append(MigrationFinding("duplicate-uid", rows[index].uid))
            }
        }
    }
}

// MARK: - Joining

extension FolderPlanning {
    private func join(_ rows: inout [PlannedMessage], _ objects: [StoredSeries], _ sources: [Source]) {
        guard objects.contains(where: { $0.series.master?.rules.isEmpty == false }) else { return }
        let report = DetachedExceptionSearch(zones: options.directory).search(objects)
        let least: DetachmentConfidence = options.joining == .likely ? .likely : .certain
        var chosen: [Int: [DetachedException]] = [:]
        for candidate in report.candidates {
            guard let series = Int(candidate.series), let exception = Int(candidate.exception) else { continue }
            if candidate.outcome == .chosen, candidate.confidence >= least, candidate.occurrence != nil {
                chosen[series, default: []].append(candidate)
            } else {
                rows[exception].findings.append(MigrationFinding("join-candidate", candidate.summary(of: rows[series].path)))
            }
        }
        for (series, exceptions) in chosen.sorted(by: { $0.key < $1.key }) {
            join(exceptions, to: series, &rows, sources)
        }
    }

    /// Joins exceptions to a series as far as nothing would be lost.
    private func join(_ exceptions: [DetachedException], to series: Int, _ rows: inout [PlannedMessage], _ sources: [Source]) {
        guard let master = object(sources[series]) else { return }
        var joins: [ObjectJoin] = []
        var planned: [(exception: Int, join: PlannedMessage.Join)] = []
        for candidate in exceptions {
            guard let index = Int(candidate.exception), rows[index].action != .join, let day = candidate.occurrence?.date else { continue }
            let described = candidate.summary(of: rows[series].path)
            guard let exception = object(sources[index]), !exception.hasAttachments else {
                rows[index].findings.append(MigrationFinding("join-refused", "files would have to move; \(described)"))
                continue
            }
            let join = ObjectJoin(
                exception: exception, day: day.description, stray: candidate.strayExclusion?.date.description)
            let outcome = migration.migrate(master, zone: zone, joins: joins + [join])
            guard outcome.bytes != nil, outcome.changes.contains("subevent") else {
                let reason = outcome.findings.last.map { "\($0.id) \($0.detail)" } ?? ""
                rows[index].findings.append(MigrationFinding("join-refused", "\(reason); \(described)"))
                continue
            }
            joins.append(join)
            planned.append(
                (
                    index,
                    PlannedMessage.Join(
                        path: rows[index].path, index: rows[index].index, uid: candidate.exceptionUID, day: join.day,
                        stray: join.stray, confidence: candidate.confidence.rawValue,
                        evidence: candidate.evidence.map(\.rawValue) + candidate.cautions.map(\.rawValue))
                ))
            rows[index].action = .join
            rows[index].changes = []
            rows[index].findings.append(MigrationFinding("joined", described))
        }
        guard !joins.isEmpty else { return }
        rows[series].take(migration.migrate(master, zone: zone, joins: joins))
        rows[series].joins = planned.map(\.join)
    }

    private func object(_ source: Source) -> StoredObject? {
        guard let bytes = try? source.read(below: root),
            case .object(let object) = examiner.examine(bytes, isSurelyMail: source.isSurelyMail).content
        else { return nil }
        return object
    }
}

extension FolderPlanning.Source {
    /// The bytes of the message.
    func read(below root: String) throws(FileError) -> [UInt8] {
        let path = StoreFile.path(root, path)
        guard let range else { return try WholeFile.read(path) }
        return try RandomAccessFile(path).read(range)
    }
}

extension StoredObject {
    fileprivate var hasUTCTimes: Bool {
        guard let item = series.master else { return false }
        return [item.start, item.end, item.due].contains { if case .utc = $0 { true } else { false } }
    }
}

extension PlannedMessage {
    /// What the change of its object will be.
    fileprivate mutating func take(_ outcome: ObjectMigration.Outcome) {
        for finding in outcome.findings where !findings.contains(finding) { findings.append(finding) }
        guard outcome.bytes != nil else { return }
        action = .edit
        changes = outcome.changes
    }
}

extension DetachedException {
    /// What is known of it, for a person to judge.
    fileprivate func summary(of series: String) -> String {
        let day = occurrence.map { " on \($0.date)" } ?? ""
        let words = evidence.map(\.rawValue).joined(separator: " ")
        return "\(confidence.rawValue), \(outcome.rawValue), series in \(series)\(day): \(words)"
    }
}
