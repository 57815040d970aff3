internal import Bytes
internal import CalendarDiagnostics
internal import CalendarModel
internal import Files
internal import ICalendar
internal import Kolab
internal import KolabMail
internal import TimeZones

/// Plans the messages of one folder: each separately first, then the exceptions that belong to a series.
struct FolderPlanning: Sendable {
    let root: String
    let options: MigrationOptions
    let folder: StoreFolder
    let zone: KnownZone?
    let examiner: MessageExaminer
    let migration: ObjectMigration

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
            path: folder.path,
            kind: folder.kind,
            type: options.folderTypes.type(ofFolder: folder.path),
            zone: zone?.name
        )
    }

    /// A message with its place.
    struct Source: Sendable {
        var path: String
        var index: Int?
        var range: Range<Int>?
        var size: Int
        var isSurelyMail: Bool
        /// The finding about its place in the file, if any.
        var finding: Diagnostic?

        var identity: MessageIdentity { MessageIdentity(path: path, index: index) }
    }

    /// A planned message, with what the search for exceptions needs of it.
    private struct Planned: Sendable {
        var row: PlannedMessage
        var series: Series?
        /// The UIDs of the objects that its subevents become.
        var addedUIDs: [String] = []
    }
}

extension FolderPlanning {
    /// The rows of the folder in the order of its messages.
    ///
    /// - Parameters:
    ///   - failures: receives what could not be read.
    ///   - progress: receives how many bytes are done.
    func rows(failures: inout [FileError], progress: (_ bytes: Int) -> Void) throws -> FolderRows {
        let sources = try sources()
        var rows = FolderRows()
        var places: [Source] = []
        var search = DetachedExceptionSearch(zones: options.directory)
        var uids: Set<String> = []
        var added: [(row: Int, uid: String)] = []
        var failure: (any Error)?
        WorkerPool(jobs: options.jobs, itemsPerChunk: 64).run(sources, weight: \.size) { source in
            (source, Result { () throws(FileError) in try plan(source) })
        } deliver: { source, result in
            progress(source.size)
            do {
                guard var planned = failures.take(result) else { return true }
                if !planned.row.uid.isEmpty, !uids.insert(planned.row.type + " " + planned.row.uid).inserted {
                    planned.row.findings.append(Diagnostic("duplicate-uid", planned.row.uid))
                }
                added += planned.addedUIDs.map { (rows.count, planned.row.type + " " + $0) }
                if let series = planned.series {
                    search.add(StoredSeries(id: String(rows.count), folder: "", series: series))
                }
                try rows.append(planned.row)
                places.append(source)
                return true
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
        // Two objects of one UID would be one for most clients.
        for (index, uid) in added where !uids.insert(uid).inserted {
            try rows.update(index) { $0.leave(takenUID: uid) }
        }
        if options.target.hasSubevents, options.joining != .none { try join(&rows, search.report(), places) }
        for file in folder.otherFiles {
            progress(file.status.size)
            let result = Result { () throws(FileError) in try row(ofOther: file.path, size: file.status.size) }
            if let row = failures.take(result) { try rows.append(row) }
        }
        return rows
    }

    /// The row of a file that is not a message.
    private func row(ofOther path: String, size: Int) throws(FileError) -> PlannedMessage {
        PlannedMessage(
            path: path,
            size: size,
            hash: try SHA256.digest(ofFileAt: StoreFile.path(root, path)),
            type: "file"
        )
    }

    func sources() throws(FileError) -> [Source] {
        guard folder.kind == .mbox, let file = folder.files.first else {
            return folder.files.map { Source(path: $0.path, size: $0.status.size, isSurelyMail: $0.isSurelyMail) }
        }
        return try Mbox.entries(ofFileAt: StoreFile.path(root, file.path)).enumerated().map { index, entry in
            Source(
                path: file.path,
                index: index,
                range: entry.message,
                size: entry.message.count,
                isSurelyMail: true,
                finding: entry.isDoubtful ? Diagnostic(Mbox.doubtfulSeparator, Mbox.doubtfulText) : nil
            )
        }
    }

    /// Plans one message separately.
    private func plan(_ source: Source) throws(FileError) -> Planned {
        guard source.size <= options.messageSizeLimit else { return Planned(row: try rowOfLarge(source)) }
        if let end = options.blamed[source.identity] { return Planned(row: try rowOfBlamed(source, end)) }
        let bytes = try source.read(below: root)
        var row = PlannedMessage(
            path: source.path,
            index: source.index,
            size: bytes.count,
            hash: SHA256.digest(bytes),
            type: "mail"
        )
        let examined = examiner.examine(bytes, isSurelyMail: source.isSurelyMail)
        (row.type, row.uid, row.writer, row.version) = (examined.type, examined.uid, examined.writer, examined.version)
        row.findings = [source.finding].compactMap(\.self) + examined.findings
        if let meant = planned.type, ["event", "task", "journal", "note", "contact"].contains(meant),
            !["mail", "file", meant].contains(row.type), !(meant == "contact" && row.type == "distribution-list")
        {
            row.findings.append(Diagnostic("wrong-folder-type", "\(row.type) in a folder of type \(meant)"))
        }
        switch examined.content {
        case .unreadable(let reason):
            row.action = .quarantine
            row.reason = reason
        case .object(let object):
            let outcome = migration.migrate(object, zone: zone)
            row.take(outcome)
            if options.zones == .set, options.target.hasZones, zone == nil, outcome.changes.isEmpty, object.hasUTCTimes
            {
                row.findings.append(Diagnostic("zone-unknown"))
            }
            return Planned(
                row: row,
                series: searched(object),
                addedUIDs: outcome.bytes == nil ? [] : outcome.detached.map(\.uid)
            )
        case .leftAlone(let object):
            // What cannot be looked into may be anything.
            row.isLeft =
                object.map { object in
                    let outcome = migration.migrate(object, zone: zone)
                    return outcome.bytes != nil || outcome.isLeft
                } ?? true
        case .otherObject, .mail, .file: break
        }
        return Planned(row: row)
    }

    /// The row of what cannot be read without harm.
    private func rowOfBlamed(_ source: Source, _ end: ProcessEnd) throws(FileError) -> PlannedMessage {
        var row = PlannedMessage(
            path: source.path,
            index: source.index,
            size: source.size,
            hash: try SHA256.digest(ofFileAt: StoreFile.path(root, source.path), source.range),
            type: "mail"
        )
        row.action = .quarantine
        row.reason = end.description
        return row
    }

    /// The row of what is too large to be read into memory.
    private func rowOfLarge(_ source: Source) throws(FileError) -> PlannedMessage {
        let beginning = try source.read(below: root, atMost: 8192)
        let isMail = source.isSurelyMail || MailMessage.looksLikeMessage(beginning)
        var row = PlannedMessage(
            path: source.path,
            index: source.index,
            size: source.size,
            hash: try SHA256.digest(ofFileAt: StoreFile.path(root, source.path), source.range),
            type: isMail ? "mail" : "file"
        )
        if isMail {
            row.findings = [Diagnostic("message-too-large", "\(source.size) bytes")]
            row.isLeft = MessageExaminer.claimsObject(beginning)
        }
        return row
    }

    /// What the search needs of an object; nil if exceptions are not looked for.
    private func searched(_ object: StoredObject) -> Series? {
        guard options.target.hasSubevents, options.joining != .none, object.series.soleItem != nil else { return nil }
        return migration.meaning(of: object, zone: zone)
    }
}

extension FolderPlanning {
    /// Plans messages in processes of their own, and gives those that end them.
    func trial(jobs: Int) -> [MessageIdentity: ProcessEnd] {
        guard let sources = try? sources() else { return [:] }
        var found: [MessageIdentity: ProcessEnd] = [:]
        ProcessPool(jobs: jobs, isolatesSingle: true).run(sources, weight: \.size) { source, _ in
            _ = try? plan(source)
            return ""
        } died: { source, end in
            found[source.identity] = end
            return ""
        } deliver: { (_: String) in
            true
        }
        return found
    }
}

extension FolderPlanning.Source {
    /// The bytes of the message, or the first of them.
    func read(below root: String, atMost limit: Int? = nil) throws(FileError) -> [UInt8] {
        let path = StoreFile.path(root, path)
        if let limit, range == nil { return try WholeFile.readBeginning(of: path, count: limit) }
        guard let range else { return try WholeFile.read(path) }
        return try RandomAccessFile(path).read(limit.map { range.prefix($0) } ?? range)
    }
}

extension [FileError] {
    /// The value of a result; its error is kept.
    fileprivate mutating func take<Value>(_ result: Result<Value, FileError>) -> Value? {
        do {
            return try result.get()
        } catch {
            append(error)
            return nil
        }
    }
}

extension StoredObject {
    fileprivate var hasUTCTimes: Bool {
        guard let item = series.master else { return false }
        return [item.start, item.end, item.due].contains { if case .utc = $0 { true } else { false } }
    }
}

extension PlannedMessage {
    /// Leaves an object in its version because one that it would be divided into has the UID of another.
    fileprivate mutating func leave(takenUID key: String) {
        guard action == .edit else { return }
        let uid = key.drop { $0 != " " }.dropFirst()
        (action, changes, isLeft) = (.copy, [], true)
        findings.removeAll(where: \.isDecision)
        findings.append(Diagnostic("duplicate-uid", "\(uid), which a separated subevent would also have"))
    }

    /// What the change of its object will be.
    mutating func take(_ outcome: ObjectMigration.Outcome) {
        for finding in outcome.findings where !findings.contains(finding) { findings.append(finding) }
        isLeft = outcome.isLeft
        guard outcome.bytes != nil else { return }
        action = .edit
        changes = outcome.changes
    }
}
