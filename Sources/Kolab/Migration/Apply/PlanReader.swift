internal import Bytes
internal import Files

/// The rows of a plan in order, for one that ``CheckedPlan`` has found to be whole.
struct PlanReader: ~Copyable {
    let header: PlanHeader
    let path: String
    private var lines: LineReader
    /// The folders so far.
    private(set) var folders: [PlannedFolder] = []
    /// The row that was read ahead.
    private var pending: (PlannedFolder, PlannedMessage)?
    private var isAtEnd = false
    /// What the plan does not cover; known at its end.
    private(set) var omissions: [PlanOmission] = []

    /// Opens a plan.
    init(_ path: String) throws(MigrationError) {
        self.path = path
        var lines = try LineReader(listing: path) { .unusablePlan(path, $0) }
        guard let first = try lines.nextLine(), let header = JSON(first).flatMap(PlanHeader.init) else {
            throw .unusablePlan(path, "its first line is not that of a plan")
        }
        self.header = header
        self.lines = lines
    }

    /// The next message with its folder; nil at the end.
    mutating func next() throws(MigrationError) -> (folder: PlannedFolder, row: PlannedMessage)? {
        if let pending {
            self.pending = nil
            return pending
        }
        if isAtEnd { return nil }
        while let line = try lines.nextLine() {
            guard let json = JSON(line) else { throw .unusablePlan(path, "a line is not JSON") }
            if let folder = PlannedFolder(json) {
                folders.append(folder)
            } else if let row = PlannedMessage(json), let folder = folders.last {
                return (folder, row)
            } else if let omission = PlanOmission(json) {
                omissions.append(omission)
            } else if PlanEnd(json) != nil {
                isAtEnd = true
                return nil
            } else {
                throw .unusablePlan(path, "a line is neither folder nor message")
            }
        }
        throw .unusablePlan(path, "it was cut off; make it again")
    }

    /// What is applied as a whole: one file; all messages of an mbox belong together.
    mutating func nextUnit() throws(MigrationError) -> PlanUnit? {
        guard let (folder, first) = try next() else { return nil }
        var unit = PlanUnit(folder: folder, rows: [first])
        guard folder.kind == .mbox else { return unit }
        while let (nextFolder, row) = try next() {
            guard nextFolder == folder, row.path == first.path else {
                pending = (nextFolder, row)
                break
            }
            unit.rows.append(row)
        }
        return unit
    }
}

/// One file of the store with what is planned for it.
struct PlanUnit: Sendable {
    var folder: PlannedFolder
    /// One row; of an mbox one for each message.
    var rows: [PlannedMessage]

    var path: String { rows[0].path }
    var size: Int { rows.reduce(0) { $0 + $1.size } }
    var changes: Bool { rows.contains { $0.action == .edit || $0.action == .join } }
}
