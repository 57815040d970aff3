internal import Files

/// One run of an applier: groups of files, and the manifest behind them.
struct ApplyRun: ~Copyable {
    private let header: ManifestHeader
    private let files: FileWork
    private let mailboxes: MboxWork
    private let jobs: Int
    private let manifest: AppendingFile
    /// What an interrupted run was about to do, by path.
    private let intents: [String: [ManifestRow]]
    private var skipped = 0
    private let doneBefore: Int
    /// Rows of the plan that are done.
    private(set) var done: Int
    /// Rows that this run did.
    private(set) var written = 0

    init(
        _ header: ManifestHeader, _ options: MigrationOptions, manifest path: String, resuming state: ManifestState?
    ) throws(MigrationError) {
        self.header = header
        let work = MessageWork(options)
        files = FileWork(header: header, work: work)
        mailboxes = MboxWork(root: header.source, work: work, jobs: options.jobs)
        jobs = options.jobs
        // Intents stay, so that a rollback knows of them; rows of a new tree are written again.
        let length = state.map { header.output == nil ? $0.wholeLength : $0.length } ?? 0
        manifest = try Self.opened(path, length, beginningWith: state == nil ? header : nil)
        intents = state?.intents ?? [:]
        doneBefore = state?.done ?? 0
        done = doneBefore
    }

    private static func opened(
        _ path: String, _ length: Int, beginningWith header: ManifestHeader?
    ) throws(MigrationError) -> AppendingFile {
        do throws(FileError) {
            let file = try AppendingFile(path, length: length)
            if let header {
                try file.append(header.json.line)
                try file.synchronise()
            }
            return file
        } catch {
            throw .file(error)
        }
    }

    /// Whether a unit was not done by an earlier run. Units come in the order of the plan.
    mutating func isToDo(_ unit: PlanUnit) -> Bool {
        guard skipped < doneBefore else { return true }
        skipped += unit.rows.count
        return false
    }

    /// Does a group and says so in the manifest.
    mutating func finish(_ group: [PlanUnit]) throws(MigrationError) {
        guard !group.isEmpty else { return }
        var rows: [ManifestRow] = []
        let single = group.filter { $0.folder.kind != .mbox }
        rows += header.output == nil ? try changeInPlace(single) : try writeToOutput(single)
        for unit in group where unit.folder.kind == .mbox { rows += try finish(mailbox: unit) }
        try synchroniseTrees()
        let count = group.reduce(0) { $0 + $1.rows.count }
        done += count
        written += header.output == nil ? rows.count : count
        try append(rows.flatMap { $0.json().line } + ManifestState.doneMark(done))
    }

    private func append(_ bytes: [UInt8]) throws(MigrationError) {
        try MigrationError.wrapping { () throws(FileError) in
            try manifest.append(bytes)
            try manifest.synchronise()
        }
    }

    private func synchroniseTrees() throws(MigrationError) {
        var synchronised: Set<Int> = []
        for folder in [header.target, header.backup, header.quarantine].compactMap({ $0 }) where OutputTarget.isExistingFolder(folder) {
            try MigrationError.wrapping { () throws(FileError) in
                guard synchronised.insert(try FileStatus(of: folder).fileSystem).inserted else { return }
                try StoreFile.synchronise(fileSystemOf: folder)
            }
        }
    }

    /// Runs `work` on all items with several threads and gathers what they give in order.
    private func parallel<Item: Sendable, Value: Sendable>(
        _ items: [Item], _ work: @escaping @Sendable (Item) throws(MigrationError) -> [Value]
    ) throws(MigrationError) -> [Value] {
        var values: [Value] = []
        var failure: MigrationError?
        WorkerPool(jobs: jobs, itemsPerChunk: 32).run(items) { item in
            Result { () throws(MigrationError) in try work(item) }
        } deliver: { result in
            switch result {
            case .success(let some): values += some
            case .failure(let error): failure = failure ?? error
            }
            return failure == nil
        }
        if let failure { throw failure }
        return values
    }
}

// MARK: - Files of one message

extension ApplyRun {
    private func writeToOutput(_ units: [PlanUnit]) throws(MigrationError) -> [ManifestRow] {
        let files = files
        return try parallel(units) { unit throws(MigrationError) in
            if files.isLarge(unit) { return [try files.passOn(unit)] }
            let prepared = try files.prepare(unit, isInPlace: false)
            for file in prepared { try files.write(file) }
            return prepared.map(\.row)
        }
    }

    /// Journal, backup, new files, and only then the originals.
    private func changeInPlace(_ units: [PlanUnit]) throws(MigrationError) -> [ManifestRow] {
        let (files, header, intents) = (files, header, intents)
        let toChange = units.filter { $0.rows[0].action != .copy }
        let prepared = try parallel(toChange) { unit throws(MigrationError) in
            if let rows = try Self.doneAlready(unit, intents, header) { return rows.map { FileWork.Prepared(row: $0, bytes: []) } }
            return try files.prepare(unit, isInPlace: true)
        }
        guard !prepared.isEmpty else { return [] }
        try append(prepared.flatMap { $0.row.json(isIntent: true).line })
        let pending = prepared.filter { !$0.bytes.isEmpty }
        _ = try parallel(pending.filter { $0.row.action != .add && $0.row.action != .quarantine }) { file throws(MigrationError) -> [Int] in
            try Self.backUp(file.row, header)
            return []
        }
        try synchroniseTrees()
        // Added messages first: once an original has changed, what came from it is there.
        for isAddition in [true, false] {
            _ = try parallel(pending.filter { ($0.row.action == .add) == isAddition }) { file throws(MigrationError) -> [Int] in
                try files.write(file)
                return []
            }
        }
        try synchroniseTrees()
        for file in prepared where file.row.action != .add && file.row.action != .quarantine && file.row.newPath != file.row.path {
            try MigrationError.wrapping { () throws(FileError) in
                try StoreFile.remove(StoreFile.path(header.source, file.row.path))
            }
        }
        return prepared.map(\.row)
    }

    /// The rows of a unit that an interrupted run had finished, as its intents show; nil if it has to be done.
    private static func doneAlready(
        _ unit: PlanUnit, _ intents: [String: [ManifestRow]], _ header: ManifestHeader
    ) throws(MigrationError) -> [ManifestRow]? {
        guard let rows = intents[unit.path], let intent = rows.first, intent.action != .quarantine else { return nil }
        let source = StoreFile.path(header.source, unit.path)
        if StreamedFile.isSame(source, intent.before) { return nil }
        guard let newPath = intent.newPath else {
            // Joined and removed: it has to be in the backup.
            return try StreamedFile.isSame(StoreFile.path(header.backup ?? "", unit.path), intent.before) ? rows : missing(unit.path)
        }
        return try StreamedFile.isSame(StoreFile.path(header.source, newPath), intent.after) ? rows : missing(unit.path)
    }

    private static func missing(_ path: String) throws(MigrationError) -> [ManifestRow] { throw .sourceChanged(path) }

    private static func backUp(_ row: ManifestRow, _ header: ManifestHeader) throws(MigrationError) {
        try MigrationError.wrapping { () throws(FileError) in
            let bytes = try WholeFile.read(StoreFile.path(header.source, row.path))
            try StoreFile.write(bytes, to: StoreFile.path(header.backup ?? "", row.path), row.attributes)
        }
    }
}

// MARK: - Mailboxes

extension ApplyRun {
    private func finish(mailbox unit: PlanUnit) throws(MigrationError) -> [ManifestRow] {
        let isInPlace = header.output == nil
        if isInPlace, !unit.changes, !unit.rows.contains(where: { $0.action == .quarantine }) { return [] }
        let source = StoreFile.path(header.source, unit.path)
        let intended = intents[unit.path, default: []].filter { !$0.after.isEmpty }
        if let mailbox = intended.first(where: { $0.newPath != nil }), StreamedFile.isSame(source, mailbox.after) { return intended }
        let status = try MigrationError.wrapping { () throws(FileError) in try FileStatus(of: source, followingLinks: false) }
        let attributes = StoreFile.Attributes(status)
        let target = StoreFile.path(header.target, unit.path)
        if isInPlace {
            // What it will be is not known yet; a rollback has to know of the file that is begun beside it.
            let beginning = ManifestRow(
                action: .copy, path: unit.path, newPath: unit.path, before: "", after: "", attributes: attributes)
            try append(beginning.json(isIntent: true).line)
        }
        let output = try MigrationError.wrapping { () throws(FileError) in try GrowingStoreFile(target) }
        let result = try mailboxes.write(unit, to: output, keepsUnreadable: isInPlace)
        let row = ManifestRow(
            action: result.before == result.after ? .copy : .edit, path: unit.path, newPath: unit.path, before: result.before,
            after: result.after, attributes: attributes)
        let rows = [row] + (try putAside(result.quarantined, of: row))
        if isInPlace {
            try append(rows.flatMap { $0.json(isIntent: true).line })
            _ = try StreamedFile.copy(source, to: StoreFile.path(header.backup ?? "", unit.path), attributes)
            try synchroniseTrees()
        }
        do throws(FileError) { try output.finish(attributes) } catch { throw .file(error) }
        guard StreamedFile.isSame(target, result.after) else { throw .notReadBack(target) }
        return rows
    }

    /// Writes messages of a mailbox into quarantine, each to a file of its own.
    private func putAside(
        _ messages: [(number: Int, bytes: [UInt8])], of mailbox: ManifestRow
    ) throws(MigrationError) -> [ManifestRow] {
        var rows: [ManifestRow] = []
        for (number, bytes) in messages {
            var row = mailbox
            row.action = .quarantine
            row.newPath = nil
            row.message = number
            (row.before, row.after) = (SHA256.digest(bytes), SHA256.digest(bytes))
            try MigrationError.wrapping { () throws(FileError) in
                try StoreFile.write(bytes, to: StoreFile.path(header.quarantine, row.quarantinePath), row.attributes)
            }
            rows.append(row)
        }
        return rows
    }
}
