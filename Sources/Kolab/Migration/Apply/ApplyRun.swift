internal import Bytes
internal import Files

/// One run of an applier: groups of files, and their manifest.
struct ApplyRun: ~Copyable {
    private let header: ManifestHeader
    private let files: FileWork
    private let mailboxes: MboxWork
    private let jobs: Int
    private let isDurable: Bool
    private let manifest: AppendingFile
    private var chain: LineChain
    /// What an interrupted run was about to do, by path.
    private let intents: [String: [ManifestRow]]
    /// Rows of files that an interrupted run was about to write.
    private let openRows: Set<ManifestRow>
    private var skipped = 0
    private let doneBefore: Int
    /// Rows of the plan that are done.
    private(set) var done: Int
    /// What this run wrote.
    private(set) var written = MigrationApplier.Written()

    init(
        _ header: ManifestHeader,
        _ options: MigrationOptions,
        manifest path: String,
        resuming state: ManifestState?
    ) throws(MigrationError) {
        self.header = header
        let work = MessageWork(options)
        files = FileWork(header: header, work: work)
        mailboxes = MboxWork(root: header.source, work: work, jobs: options.jobs)
        jobs = options.jobs
        isDurable = options.isDurable
        // Rows of an interrupted group stay, so that a rollback knows of them.
        manifest = try MigrationError.wrapping { () throws(FileError) in
            try AppendingFile(path, length: state?.wholeLength ?? 0)
        }
        chain = state?.chain ?? LineChain()
        intents = state?.intents ?? [:]
        openRows = state?.openRows ?? []
        doneBefore = state?.done ?? 0
        done = doneBefore
    }

    /// Writes the first row of a new manifest.
    mutating func begin() throws(MigrationError) { try append([header.json]) }

    /// Whether a unit was not done by an earlier run. Units are given in the order of the plan.
    mutating func isToDo(_ unit: PlanUnit) -> Bool {
        guard skipped < doneBefore else { return true }
        skipped += unit.rows.count
        return false
    }

    /// Does a group and records it in the manifest.
    ///
    /// No file is written before the manifest has a row that undoes it.
    mutating func finish(_ group: [PlanUnit]) throws(MigrationError) {
        guard !group.isEmpty else { return }
        let single = group.filter { $0.folder.kind != .mbox }
        if header.output == nil { try changeInPlace(single) } else { try writeToOutput(single) }
        for unit in group where unit.folder.kind == .mbox { try finish(mailbox: unit) }
        try synchroniseTrees()
        for unit in group { written.add(unit, isInPlace: header.output == nil) }
        done += group.reduce(0) { $0 + $1.rows.count }
        try append([ManifestState.doneMark(done)])
    }

    /// Closes the manifest.
    consuming func end() throws(MigrationError) {
        let isDurable = isDurable
        do throws(FileError) { try manifest.close(isDurable: isDurable) } catch { throw .file(error) }
    }

    /// Adds rows to the manifest, which reach the disk before this returns.
    private mutating func append(_ rows: [JSON]) throws(MigrationError) {
        guard !rows.isEmpty else { return }
        var bytes: [UInt8] = []
        for row in rows { bytes += chain.sealed(row) }
        do throws(FileError) {
            try manifest.append(bytes)
            if isDurable { try manifest.synchronise() }
        } catch {
            throw .file(error)
        }
    }

    private func synchroniseTrees() throws(MigrationError) {
        guard isDurable else { return }
        var synchronised: Set<Int> = []
        for folder in [header.target, header.backup, header.quarantine].compactMap({ $0 })
        where OutputTarget.isExistingFolder(folder) {
            try MigrationError.wrapping { () throws(FileError) in
                guard synchronised.insert(try FileStatus(of: folder).fileSystem).inserted else { return }
                try StoreFile.synchronise(fileSystemOf: folder)
            }
        }
    }

    /// Runs `work` on all items with several threads and gathers what they give in order.
    private func parallel<Item: Sendable, Value: Sendable>(
        _ items: [Item],
        _ work: @escaping @Sendable (Item) throws(MigrationError) -> [Value]
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
    private mutating func writeToOutput(_ units: [PlanUnit]) throws(MigrationError) {
        let (files, openRows) = (files, openRows)
        let prepared = try parallel(units) { unit throws(MigrationError) in try files.prepare(unit, isInPlace: false) }
        try append(prepared.filter { !openRows.contains($0.row) }.map { $0.row.json() })
        _ = try parallel(prepared) { file throws(MigrationError) -> [Int] in
            try files.write(file)
            return []
        }
        written.added += prepared.count { $0.row.action == .add }
    }

    /// Journal, backup, new files, and only then the originals.
    private mutating func changeInPlace(_ units: [PlanUnit]) throws(MigrationError) {
        let (files, header, intents) = (files, header, intents)
        let toChange = units.filter { $0.rows[0].action != .copy }
        let prepared = try parallel(toChange) {
            unit throws(MigrationError) -> [(file: FileWork.Prepared, isPending: Bool)] in
            if let rows = try Self.doneAlready(unit, intents, header) {
                return rows.map { (FileWork.Prepared(row: $0), false) }
            }
            return try files.prepare(unit, isInPlace: true).map { ($0, true) }
        }
        guard !prepared.isEmpty else { return }
        try append(prepared.map { $0.file.row.json(isIntent: true) })
        let pending = prepared.filter(\.isPending).map(\.file)
        _ = try parallel(pending.filter { $0.row.action != .add && $0.row.action != .quarantine }) {
            file throws(MigrationError) -> [Int] in
            try Self.backUp(file.row, header)
            return []
        }
        try synchroniseTrees()
        // Added messages first: once an original has changed, the messages made from it exist.
        for isAddition in [true, false] {
            _ = try parallel(pending.filter { ($0.row.action == .add) == isAddition }) {
                file throws(MigrationError) -> [Int] in
                try files.write(file)
                return []
            }
        }
        try synchroniseTrees()
        for row in prepared.map(\.file.row)
        where row.action != .add && row.action != .quarantine && row.newPath != row.path {
            try MigrationError.checkFolders(to: row.path, below: header.source)
            try MigrationError.wrapping { () throws(FileError) in
                try StoreFile.remove(StoreFile.path(header.source, row.path))
            }
        }
        written.added += prepared.count { $0.file.row.action == .add }
        try append(prepared.map { $0.file.row.json() })
    }

    /// The rows of a unit that an interrupted run had finished, as its intents show; nil if it has to be done.
    private static func doneAlready(
        _ unit: PlanUnit,
        _ intents: [String: [ManifestRow]],
        _ header: ManifestHeader
    ) throws(MigrationError) -> [ManifestRow]? {
        guard let rows = intents[unit.path], let intent = rows.first, intent.action != .quarantine else { return nil }
        let source = StoreFile.path(header.source, unit.path)
        if StreamedFile.isSame(source, intent.before) { return nil }
        guard let newPath = intent.newPath else {
            // Joined and removed: it has to be in the backup.
            return try StreamedFile.isSame(StoreFile.path(header.backup ?? "", unit.path), intent.before)
                ? rows : missing(unit.path)
        }
        return try StreamedFile.isSame(StoreFile.path(header.source, newPath), intent.after) ? rows : missing(unit.path)
    }

    private static func missing(_ path: String) throws(MigrationError) -> [ManifestRow] { throw .sourceChanged(path) }

    private static func backUp(_ row: ManifestRow, _ header: ManifestHeader) throws(MigrationError) {
        let bytes = try MigrationError.read(row.path, below: header.source)
        let backup = header.backup ?? ""
        try MigrationError.checkFolders(to: row.path, below: backup)
        try MigrationError.wrapping { () throws(FileError) in
            try StoreFile.write(bytes, to: StoreFile.path(backup, row.path), row.attributes)
        }
    }
}

// MARK: - Mailboxes

extension ApplyRun {
    private mutating func finish(mailbox unit: PlanUnit) throws(MigrationError) {
        let isInPlace = header.output == nil
        if isInPlace, !unit.changes, !unit.rows.contains(where: { $0.action == .quarantine }) { return }
        try MigrationError.checkFolders(to: unit.path, below: header.source)
        try MigrationError.checkFolders(to: unit.path, below: header.target)
        let source = StoreFile.path(header.source, unit.path)
        let intended = intents[unit.path, default: []].filter { !$0.after.isEmpty }
        if isInPlace, let mailbox = intended.first(where: { $0.newPath != nil }),
            StreamedFile.isSame(source, mailbox.after)
        {
            return try append(intended.map { $0.json() })
        }
        let status = try MigrationError.wrapping { () throws(FileError) in
            try FileStatus(of: source, followingLinks: false)
        }
        let attributes = StoreFile.Attributes(status)
        let target = StoreFile.path(header.target, unit.path)
        // Its content is not known yet; a rollback has to know of the file that is begun next to it.
        let beginning = ManifestRow(
            action: .copy,
            path: unit.path,
            newPath: unit.path,
            before: "",
            after: "",
            attributes: attributes
        )
        try append([beginning.json(isIntent: true)])
        let output = try MigrationError.wrapping { () throws(FileError) in try GrowingStoreFile(target) }
        let result = try mailboxes.write(unit, to: output, keepsUnreadable: isInPlace)
        let row = ManifestRow(
            action: result.before == result.after ? .copy : .edit,
            path: unit.path,
            newPath: unit.path,
            before: result.before,
            after: result.after,
            attributes: attributes
        )
        let quarantined = result.quarantined.map { message in
            (row: Self.row(of: message, in: row), bytes: message.bytes)
        }
        let rows = [row] + quarantined.map(\.row)
        let openRows = openRows
        try append(rows.filter { isInPlace || !openRows.contains($0) }.map { $0.json(isIntent: isInPlace) })
        for message in quarantined {
            try MigrationError.checkFolders(to: message.row.quarantinePath, below: header.quarantine)
            try MigrationError.wrapping { () throws(FileError) in
                try StoreFile.write(
                    message.bytes,
                    to: StoreFile.path(header.quarantine, message.row.quarantinePath),
                    message.row.attributes
                )
            }
        }
        if isInPlace {
            let backup = header.backup ?? ""
            try MigrationError.checkFolders(to: unit.path, below: backup)
            guard
                try StreamedFile.copy(
                    source,
                    to: StoreFile.path(backup, unit.path),
                    attributes,
                    expecting: result.before
                )
            else {
                throw .sourceChanged(unit.path)
            }
            try synchroniseTrees()
        }
        do throws(FileError) { try output.finish(attributes) } catch { throw .file(error) }
        guard StreamedFile.isSame(target, result.after) else { throw .notReadBack(target) }
        if isInPlace { try append(rows.map { $0.json() }) }
        written.added += result.added
    }

    /// The row of a message of a mailbox that is moved to quarantine, to a separate file.
    private static func row(of message: (number: Int, bytes: [UInt8]), in mailbox: ManifestRow) -> ManifestRow {
        var row = mailbox
        row.action = .quarantine
        row.newPath = nil
        row.message = message.number
        (row.before, row.after) = (SHA256.digest(message.bytes), SHA256.digest(message.bytes))
        return row
    }
}
