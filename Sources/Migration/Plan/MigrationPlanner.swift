public import Files
internal import Kolab

/// Surveys a mail store and plans its migration. The store is only read.
public struct MigrationPlanner {
    private let options: MigrationOptions
    /// Told now and then how many messages have been looked at.
    public var progress: (Int) -> Void = { _ in }

    /// A planner.
    public init(_ options: MigrationOptions) { self.options = options }

    /// Looks at every message and tells what there is.
    ///
    /// - Parameter write: receives the plan row by row; nil for a survey.
    /// - Throws: ``FileError`` if the store itself cannot be read.
    private func visit(_ store: String, write: ([UInt8]) throws -> Void) throws -> MigrationTally {
        var tally = MigrationTally()
        var end = PlanEnd()
        var walk = try StoreWalk(store)
        let root = walk.root
        try write(PlanHeader(options, source: root).json.line)
        try walk.run { folder in
            let planning = FolderPlanning(folder, root: root, options)
            let planned = planning.planned
            var done = end.rows
            let rows = try planning.rows { messages, _ in
                done += messages
                progress(done)
            }
            try write(planned.json.line)
            for row in rows {
                tally.add(row, in: planned)
                end.rows += 1
                end.bytes += row.size
                if row.action == .edit { end.edited += 1 }
                try write(row.json.line)
            }
            return true
        }
        tally.omissions = walk.omissions.count
        tally.failures = walk.omissions.failures.map(\.description)
        tally.links = walk.omissions.links
        tally.restoredFolderTypes = options.folderTypes.restored.map { "\($0.folder): \($0.value)" }
        try write(end.json.line)
        return tally
    }

    /// Tells what a store holds and what a migration would change; nothing is written.
    public func survey(_ store: String) throws -> MigrationTally { try visit(store) { _ in } }

    /// Writes the plan of a migration.
    ///
    /// - Parameter path: where it goes; a file that is there gives way.
    public func plan(_ store: String, to path: String, register: TemporaryFiles) throws -> MigrationTally {
        let output = PlanOutput(path, register)
        let tally = try visit(store) { line in try output.append(line) }
        try output.finish()
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
        if file == nil { file = try AtomicFile.beginning(path, existing: .replace, isDurable: true, register: register) }
        try file?.append(line)
    }

    func finish() throws(FileError) { _ = try file?.commit() }
}

extension StoreOmissions {
    fileprivate var count: Int { links.count + indexFiles + failures.count }
}
