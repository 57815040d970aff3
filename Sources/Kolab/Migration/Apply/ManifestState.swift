internal import Bytes
internal import CalendarDiagnostics
internal import Files

/// The progress of a run by its manifest.
struct ManifestState: Sendable {
    var header: ManifestHeader
    /// Whether an earlier version of this package wrote it, so that its rows do not vouch for one another.
    var isOutdated = false
    /// Rows of the plan that are done and on the disk.
    var done = 0
    /// What was about to be done after them, by path.
    var intents: [String: [ManifestRow]] = [:]
    /// Rows of files that were about to be written after them.
    var openRows: Set<ManifestRow> = []
    /// Bytes up to the end of the last whole row.
    var wholeLength = 0
    var isRolledBack = false
    /// Lines that are damaged, or before which something is missing.
    var faults: [Diagnostic] = []
    /// What further rows are linked to.
    var chain = LineChain()

    /// Reads a manifest to its end, whatever is damaged in it; nil if there is none, or nothing was begun.
    ///
    /// - Parameter visit: receives each row in order with its place in the file, those of groups that were not completed too.
    init?(
        _ path: String,
        visit: (ManifestRow, _ place: Range<Int>, _ isIntent: Bool) throws(MigrationError) -> Void = { _, _, _ in }
    ) throws(MigrationError) {
        do throws(FileError) {
            _ = try FileStatus(of: path)
        } catch  where error.reason == .doesNotExist {
            return nil
        } catch {
            throw .file(error)
        }
        var lines = try LineReader(listing: path) { .unusableManifest(path, $0) }
        guard let first = try lines.nextLine() else {
            // A run that was killed before it had begun.
            let beginning = ManifestHeader.beginning
            let rest = try MigrationError.wrapping { () throws(FileError) in
                try WholeFile.readBeginning(of: path, count: beginning.count)
            }
            if beginning.starts(with: rest) { return nil }
            throw .unusableManifest(path, "its first line is not that of a manifest")
        }
        guard let json = JSON(first), let header = ManifestHeader(json) else {
            throw .unusableManifest(path, "its first line is not that of a manifest")
        }
        self.header = header
        isOutdated = json["manifest"]?.number != ManifestHeader.version
        if !isOutdated, !chain.follows(first) { throw .unusableManifest(path, "its first line is damaged") }
        wholeLength = lines.offset
        var number = 1
        while let line = try lines.nextLine() {
            number += 1
            if let reason = try take(line, wholeLength..<lines.offset, visit) {
                faults.append(Diagnostic("file-error", .error, reason, at: SourceLocation(file: path, line: number)))
            }
            wholeLength = lines.offset
        }
    }

    /// - Returns: what is wrong with the line, if anything.
    private mutating func take(
        _ line: [UInt8],
        _ place: Range<Int>,
        _ visit: (ManifestRow, Range<Int>, Bool) throws(MigrationError) -> Void
    ) throws(MigrationError) -> String? {
        let fits = isOutdated || chain.follows(line)
        guard let json = JSON(line) else { return "is damaged" }
        if let done = json["done"]?.number {
            guard done >= self.done else { return "has a smaller count than the line before" }
            self.done = done
            intents = [:]
            openRows = []
        } else if json["rolled-back"]?.flag == true {
            isRolledBack = true
        } else if let row = ManifestRow(json) {
            let isIntent = json["intent"] != nil
            if !isIntent {
                openRows.insert(row)
            } else if intents[row.path]?.contains(row) != true {
                intents[row.path, default: []].append(row)
            }
            try visit(row, place, isIntent)
        } else {
            return "is not a row of a manifest"
        }
        return fits ? nil : "is damaged, or a line before it is missing or damaged"
    }

    /// Makes sure that a run can go on from it, or be compared with its plan.
    func requireWhole(_ path: String) throws(MigrationError) {
        if isOutdated {
            throw .unusableManifest(path, "an earlier version wrote it; it can be rolled back, and nothing else")
        }
        if let fault = faults.first { throw .unusableManifest(path, fault.lineText) }
    }

    static func doneMark(_ rows: Int) -> JSON { .members([("done", .number(rows))]) }
    static var rolledBackMark: JSON { .members([("rolled-back", .flag(true))]) }
}

extension Diagnostic {
    /// What is wrong with a line of a manifest, as in `line 3 is damaged`.
    var lineText: String { "line \(location.line) \(message)" }
}

extension LineReader {
    /// Opens a plan or manifest.
    ///
    /// - Parameter unusable: the error for what is there but is not a file with content.
    init(listing path: String, unusable: (String) -> MigrationError) throws(MigrationError) {
        do throws(FileError) {
            self = try LineReader(path)
        } catch {
            throw error.reason == .doesNotExist ? .file(error) : unusable("it \(error.message)")
        }
    }

    /// The next line, with errors as those of a migration.
    mutating func nextLine() throws(MigrationError) -> [UInt8]? {
        do throws(FileError) { return try next() } catch { throw .file(error) }
    }
}
