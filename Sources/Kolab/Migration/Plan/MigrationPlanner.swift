internal import Bytes
public import Files
internal import Kolab

/// Surveys a mail store and plans its migration. The store is only read.
public struct MigrationPlanner {
    private let options: MigrationOptions
    /// Called with the number of all bytes; if nil, the walk over all folders that counts them is omitted.
    public var expect: ((Int) -> Void)?
    /// Called for each message or file with the number of its bytes.
    public var progress: (Int) -> Void = { _ in }

    /// Creates a planner with the options of the migration.
    public init(_ options: MigrationOptions) { self.options = options }

    /// Examines every message and counts what there is.
    ///
    /// - Parameter write: receives the plan row by row.
    /// - Throws: ``FileError`` if the store itself cannot be read.
    private func visit(_ store: String, write output: ([UInt8]) throws -> Void) throws -> MigrationTally {
        var tally = MigrationTally()
        var seal = PlanSeal()
        func write(_ line: [UInt8]) throws {
            seal.take(line)
            try output(line)
        }
        var walk = try StoreWalk(store)
        let root = walk.root
        var failures: [FileError] = []
        try sayExpected(walk)
        try write(PlanHeader(options, source: root, file: walk.onlyFile).json.line)
        try walk.run { folder in
            let planning = FolderPlanning(folder, root: root, options)
            let planned = planning.planned
            let rows = try planning.rows(failures: &failures, progress: progress)
            try write(planned.json.line)
            for index in 0..<rows.count {
                let row = try rows[index]
                tally.add(row, in: planned)
                guard seal.add(row) else { throw FileError(row.path, .noSpace) }
                try write(row.json.line)
            }
            return true
        }
        let omissions = walk.omissions
        for omission in omissions.links.map(PlanOmission.link)
            + (omissions.failures + failures).map({ PlanOmission.failure($0.description) })
        {
            tally.add(omission)
            try write(omission.json.line)
        }
        tally.restoredFolderTypes = options.folderTypes.restored.map { "\($0.folder): \($0.value)" }
        try output(seal.finish().json.line)
        return tally
    }

    /// Looks at every message in another process, and gives those on which it ends.
    public func trial(_ store: String) -> [MessageIdentity: ProcessEnd] {
        var found: [MessageIdentity: ProcessEnd] = [:]
        guard var walk = try? StoreWalk(store) else { return found }
        let root = walk.root
        _ = try? walk.run { folder in
            found.merge(FolderPlanning(folder, root: root, options).trial(jobs: options.jobs)) { first, _ in first }
            return true
        }
        return found
    }

    private func sayExpected(_ walk: StoreWalk) throws {
        guard let expect else { return }
        var walk = walk
        var bytes = 0
        try walk.run { folder in
            bytes += (folder.files + folder.otherFiles).reduce(0) { $0 + $1.status.size }
            return true
        }
        expect(bytes)
    }

    /// Makes sure that files which are to be written do not lie in the store.
    ///
    /// - Throws: ``MigrationError/withinStore(_:)``
    public static func check(_ paths: [String], areOutside store: String) throws(MigrationError) {
        let store = store.absolutePath
        if let path = paths.first(where: { $0.absolutePath.isWithin(store) }) { throw .withinStore(path) }
    }

    /// Reports what a store contains and what a migration would change; nothing is written.
    public func survey(_ store: String) throws -> MigrationTally { try visit(store) { _ in } }

    /// Writes the plan of a migration.
    ///
    /// - Parameter path: the file to write; an existing one is replaced.
    public func plan(_ store: String, to path: String, register: TemporaryFiles) throws -> MigrationTally {
        let output = PlanOutput(path, register)
        let tally = try visit(store) { line in try output.append(line) }
        try output.finish()
        try register.synchroniseFolders()
        return tally
    }
}

/// The file of a plan while it is written; a reference, because closures hand it on.
private final class PlanOutput {
    private let path: String
    private let register: TemporaryFiles
    private var file: AtomicFile?

    init(_ path: String, _ register: TemporaryFiles) {
        self.path = path
        self.register = register
    }

    func append(_ line: [UInt8]) throws(FileError) {
        if file == nil { file = try AtomicFile.beginning(path, existing: .replace, register: register) }
        try file?.append(line)
    }

    func finish() throws(FileError) { _ = try file?.commit() }
}
