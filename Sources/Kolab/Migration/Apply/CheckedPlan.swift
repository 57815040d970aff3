internal import Bytes
internal import Files

/// A plan that was read to its end and is whole.
///
/// A plan is a file that may have been edited or damaged: nothing is written before every row of it is known to be one
/// that the planner wrote, and to be there once.
struct CheckedPlan {
    let header: PlanHeader
    let end: PlanEnd
    /// SHA-256 of the file.
    let hash: String
    /// All folders, those without messages too.
    private(set) var folders: [PlannedFolder] = []

    /// Reads a plan.
    ///
    /// - Throws: ``MigrationError/unusablePlan(_:_:)`` with the line that does not fit.
    init(_ path: String) throws(MigrationError) {
        var lines = try LineReader(listing: path) { .unusablePlan(path, $0) }
        var file = SHA256()
        var seal = PlanSeal()
        var rows = FolderCheck()
        var header: PlanHeader?
        var end: PlanEnd?
        while let line = try lines.nextLine() {
            let number = seal.end.lines + 1
            func refuse(_ reason: String) throws(MigrationError) -> Never {
                throw .unusablePlan(path, "line \(number) \(reason)")
            }
            guard end == nil else { try refuse("follows its last row") }
            let json = JSON(line)
            let bytes = line + [0x0A]
            file.update(bytes)
            guard let json else {
                if header == nil { throw .unusablePlan(path, Self.noPlan) } else { try refuse("is damaged") }
            }
            if header == nil {
                guard let first = PlanHeader(json) else {
                    throw .unusablePlan(path, PlanHeader.isOutdated(json) ? Self.outdated : Self.noPlan)
                }
                header = first
            } else if let last = PlanEnd(json) {
                end = last
                continue
            } else if let folder = PlannedFolder(json) {
                if let fault = rows.begin(folder) { try refuse(fault) }
                folders.append(folder)
            } else if let row = PlannedMessage(json) {
                if let fault = rows.add(row) { try refuse(fault) }
                guard seal.add(row) else { try refuse("has an impossible size; make the plan again") }
            } else if PlanOmission(json) == nil {
                try refuse("is neither folder nor message")
            }
            seal.take(bytes)
        }
        guard let header else { throw .unusablePlan(path, Self.noPlan) }
        guard let end, try lines.isAtEnd(of: path) else { throw .unusablePlan(path, "it was cut off; make it again") }
        if let fault = rows.finish() { throw .unusablePlan(path, fault) }
        let found = seal.finish()
        guard found.rows == end.rows else {
            throw .unusablePlan(
                path,
                "its number of rows is \(found.rows), and its last row states \(end.rows); make it again"
            )
        }
        guard found == end else {
            throw .unusablePlan(path, "its checksum is wrong: it was changed or damaged; make it again")
        }
        (self.header, self.end, hash) = (header, end, file.finish())
    }

    private static let noPlan = "its first line is not that of a plan"
    private static let outdated = "an earlier version wrote it, without a checksum; make it again"
}

/// The rows of one folder after the other: each lies in its folder and is there once, and omitted messages are joined.
private struct FolderCheck {
    private var folders: Set<String> = []
    private var folder: PlannedFolder?
    private var paths: Set<String> = []
    private var nextIndex = 0
    /// Omitted messages, and those that the joins of the folder include.
    private var leftOut: Set<String> = []
    private var takenIn: Set<String> = []

    /// - Returns: what is wrong, if anything.
    mutating func begin(_ next: PlannedFolder) -> String? {
        if let fault = finish() { return "begins another folder, and in the folder before it \(fault)" }
        guard folders.insert(next.path).inserted else { return "names a folder again" }
        (folder, paths, nextIndex, leftOut, takenIn) = (next, [], 0, [], [])
        return nil
    }

    mutating func add(_ row: PlannedMessage) -> String? {
        guard let folder else { return "is before the first folder; make the plan again" }
        if folder.kind == .mbox {
            guard row.path == folder.path, row.index == nextIndex else {
                return "is not the next message of its mailbox"
            }
            nextIndex += 1
        } else {
            let parent = row.path.parentPath
            let isInParts =
                folder.kind == .maildir && ["cur", "new", "tmp"].contains { parent == StoreFile.path(folder.path, $0) }
            guard row.index == nil, parent == folder.path || isInParts else { return "is not in its folder" }
            guard paths.insert(row.path).inserted else { return "is there twice" }
        }
        if row.action == .join { leftOut.insert(Self.key(row.path, row.index)) }
        for join in row.joins where !takenIn.insert(Self.key(join.path, join.index)).inserted {
            return "joins a message that another row joins"
        }
        return nil
    }

    mutating func finish() -> String? {
        leftOut == takenIn ? nil : "a skipped message is not part of any series"
    }

    private static func key(_ path: String, _ index: Int?) -> String { index.map { "\(path)#\($0)" } ?? path }
}

extension LineReader {
    /// Whether all bytes of the file were returned as lines.
    fileprivate func isAtEnd(of path: String) throws(MigrationError) -> Bool {
        let handedOut = offset
        return try MigrationError.wrapping { () throws(FileError) in try FileStatus(of: path).size == handedOut }
    }
}

/// Whether plans are equal in effect.
public enum PlanComparison {
    /// Whether two plans do the same to the same store.
    public static func areSame(_ one: String, _ other: String) throws(MigrationError) -> Bool {
        try CheckedPlan(one).hash == CheckedPlan(other).hash
    }
}
