internal import Files

/// One file that was written, replaced, removed or put aside, with all that is needed to undo it: a row of the manifest.
struct ManifestRow: Hashable, Sendable {
    enum Action: String, Sendable {
        /// Passed on byte for byte to the output.
        case copy
        /// Written with a changed object; an mbox if any of its messages changed.
        case edit
        /// Left out, because its object became a subevent.
        case join
        /// Put aside, because its object cannot be read.
        case quarantine
        /// A message that was not there before: a subevent made an object of its own.
        case add
    }

    var action: Action
    /// The original, below the source; for an added message the one that it came from.
    var path: String
    /// What is there afterwards, below the output or the source; nil if nothing is.
    var newPath: String?
    /// SHA-256 before and after.
    var before: String
    var after: String
    /// The flags in the name of a Maildir message.
    var flags = ""
    var attributes: StoreFile.Attributes
    /// Which message of an mbox went into quarantine, counted from 1.
    var message: Int?

    /// Where a message is in quarantine.
    var quarantinePath: String { message.map { "\(path)/\($0).eml" } ?? path }
}

extension ManifestRow {
    /// The row; `isIntent` for what is about to be done.
    func json(isIntent: Bool = false) -> JSON {
        .members([
            (isIntent ? "intent" : "action", .text(action.rawValue)), ("path", .text(path)), ("new", newPath.map(JSON.text)),
            ("before", .text(before)), ("after", .text(after)), ("flags", flags.isEmpty ? nil : .text(flags)),
            ("mtime", .list([.number(attributes.modified.seconds), .number(attributes.modified.nanoseconds)])),
            ("mode", .number(attributes.mode)), ("owner", .number(attributes.owner)), ("group", .number(attributes.group)),
            ("message", message.map(JSON.number)),
        ])
    }

    init?(_ json: JSON) {
        guard let action = (json["action"] ?? json["intent"])?.text.flatMap(Action.init(rawValue:)),
            let path = json["path"]?.text, path.staysBelow, json["new"]?.text?.staysBelow != false, let before = json["before"]?.text, let after = json["after"]?.text,
            let time = json["mtime"]?.list.compactMap(\.number), time.count == 2, let mode = json["mode"]?.number,
            let owner = json["owner"]?.number, let group = json["group"]?.number
        else { return nil }
        self.init(
            action: action, path: path, newPath: json["new"]?.text, before: before, after: after,
            flags: json["flags"]?.text ?? "",
            attributes: StoreFile.Attributes(
                mode: mode, owner: owner, group: group, modified: FileTime(seconds: time[0], nanoseconds: time[1])),
            message: json["message"]?.number)
    }
}

/// The first row of a manifest: what it undoes.
struct ManifestHeader: Hashable, Sendable {
    /// SHA-256 of the plan.
    var plan: String
    var source: String
    /// The new tree; nil if the source itself is changed.
    var output: String?
    /// Where originals go; nil if the source is not changed.
    var backup: String?
    var quarantine: String

    /// How the row begins.
    static let beginning = Array("{\"manifest\":".utf8)

    var json: JSON {
        .members([
            ("manifest", .number(1)), ("plan", .text(plan)), ("source", .text(source)), ("output", output.map(JSON.text)),
            ("backup", backup.map(JSON.text)), ("quarantine", .text(quarantine)),
        ])
    }

    init(plan: String, source: String, output: String?, backup: String?, quarantine: String) {
        (self.plan, self.source, self.output, self.backup) = (plan, source, output, backup)
        self.quarantine = quarantine
    }

    init?(_ json: JSON) {
        guard json["manifest"]?.number == 1, let plan = json["plan"]?.text, let source = json["source"]?.text,
            let quarantine = json["quarantine"]?.text
        else { return nil }
        self.init(
            plan: plan, source: source, output: json["output"]?.text, backup: json["backup"]?.text, quarantine: quarantine)
    }

    /// Where the files are after the migration.
    var target: String { output ?? source }
}

/// What a manifest says of how far a run has got.
struct ManifestState: Sendable {
    var header: ManifestHeader
    /// Rows of the plan that are done and on the disk.
    var done = 0
    /// What was about to be done behind them, by path.
    var intents: [String: [ManifestRow]] = [:]
    /// Bytes up to the end of the last complete group.
    var length = 0
    /// Bytes up to the end of the last whole row.
    var wholeLength = 0
    var isRolledBack = false

    /// Reads a manifest; nil if there is none.
    ///
    /// - Parameter visit: receives each row in order with its place in the file, those of groups that were not completed too.
    init?(
        _ path: String, visit: (ManifestRow, _ place: Range<Int>, _ isIntent: Bool) throws(MigrationError) -> Void = { _, _, _ in }
    ) throws(MigrationError) {
        do throws(FileError) {
            _ = try FileStatus(of: path)
        } catch where error.reason == .doesNotExist {
            return nil
        } catch {
            throw .file(error)
        }
        var lines = try MigrationError.wrapping { () throws(FileError) in try LineReader(path) }
        guard let first = try lines.nextLine() else {
            // A run that was killed before it had begun.
            let rest = try MigrationError.wrapping { () throws(FileError) in try WholeFile.readBeginning(of: path, count: 16) }
            if rest.isEmpty || rest.starts(with: ManifestHeader.beginning) { return nil }
            throw .unusableManifest(path, "it does not begin like one")
        }
        guard let header = JSON(first).flatMap(ManifestHeader.init) else {
            throw .unusableManifest(path, "it does not begin like one")
        }
        self.header = header
        length = lines.offset
        wholeLength = length
        while let line = try lines.nextLine() {
            guard let json = JSON(line) else { break }
            if let done = json["done"]?.number {
                self.done = done
                length = lines.offset
                intents = [:]
            } else if json["rolled-back"]?.flag == true {
                isRolledBack = true
            } else if let row = ManifestRow(json) {
                let isIntent = json["intent"] != nil
                if isIntent, intents[row.path]?.contains(row) != true { intents[row.path, default: []].append(row) }
                try visit(row, wholeLength..<lines.offset, isIntent)
            }
            wholeLength = lines.offset
        }
    }

    static func doneMark(_ rows: Int) -> [UInt8] { JSON.members([("done", .number(rows))]).line }
    static var rolledBackMark: [UInt8] { JSON.members([("rolled-back", .flag(true))]).line }
}

extension LineReader {
    /// The next line, with errors as those of a migration.
    mutating func nextLine() throws(MigrationError) -> [UInt8]? {
        do throws(FileError) { return try next() } catch { throw .file(error) }
    }
}
