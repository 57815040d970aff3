internal import Bytes
internal import Files

/// One file that was written, replaced, removed or quarantined, with all that is needed to undo it: a row of the
/// manifest.
struct ManifestRow: Hashable, Sendable {
    enum Action: String, Sendable {
        /// Passed on byte for byte to the output.
        case copy
        /// Written with a changed object; an mbox if any of its messages changed.
        case edit
        /// Omitted, because its object became a subevent.
        case join
        /// Quarantined, because its object cannot be read.
        case quarantine
        /// A message that was not there before: a subevent made a separate object.
        case add
    }

    var action: Action
    /// The original, below the source; for an added message the one that it was made from.
    var path: String
    /// What is there afterwards, below the output or the source; nil if nothing is.
    var newPath: String?
    /// SHA-256 before and after.
    var before: String
    var after: String
    /// The flags in the name of a Maildir message.
    var flags = ""
    var attributes: StoreFile.Attributes
    /// Which message of an mbox was quarantined, counted from 1.
    var message: Int?

    /// Where a message is in quarantine.
    var quarantinePath: String { message.map { "\(path)/\($0).eml" } ?? path }
}

extension ManifestRow {
    /// The row; `isIntent` for what is about to be done.
    func json(isIntent: Bool = false) -> JSON {
        .members([
            (isIntent ? "intent" : "action", .text(action.rawValue)), ("path", .text(path)),
            ("new", newPath.map(JSON.text)),
            ("before", .text(before)), ("after", .text(after)), ("flags", flags.isEmpty ? nil : .text(flags)),
            ("mtime", .list([.number(attributes.modified.seconds), .number(attributes.modified.nanoseconds)])),
            ("mode", .number(Int(attributes.mode))), ("owner", .number(Int(attributes.owner))),
            ("group", .number(Int(attributes.group))),
            ("message", message.map(JSON.number)),
        ])
    }

    /// Reads a row of either kind.
    ///
    /// - Returns: nil also if a number is not one that a file can have, or a path leads out of its folder.
    init?(_ json: JSON) {
        guard let action = (json["action"] ?? json["intent"])?.text.flatMap(Action.init(rawValue:)),
            let path = json["path"]?.text, path.staysBelow, let before = json["before"]?.text,
            let after = json["after"]?.text,
            let attributes = StoreFile.Attributes(json)
        else { return nil }
        self.init(
            action: action,
            path: path,
            before: before,
            after: after,
            flags: json["flags"]?.text ?? "",
            attributes: attributes
        )
        if let new = json["new"] {
            guard let newPath = new.text, newPath.staysBelow else { return nil }
            self.newPath = newPath
        }
        if let number = json["message"] {
            guard let message = number.number, message > 0 else { return nil }
            self.message = message
        }
        for digest in [before, after] where !digest.isEmpty && !SHA256.isDigest(digest) { return nil }
    }
}

extension StoreFile.Attributes {
    /// The attributes in a row.
    fileprivate init?(_ json: JSON) {
        guard let time = json["mtime"]?.list.compactMap(\.number), time.count == 2, let mode = json["mode"]?.number,
            let owner = json["owner"]?.number, let group = json["group"]?.number
        else { return nil }
        self.init(mode: mode, owner: owner, group: group, modified: FileTime(seconds: time[0], nanoseconds: time[1]))
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

    /// The version of the format. Rows of version 1 do not vouch for one another; such a manifest can be rolled back only.
    static let version = 2

    /// How the row begins.
    static let beginning = Array("{\"manifest\":".utf8)

    var json: JSON {
        .members([
            ("manifest", .number(Self.version)), ("plan", .text(plan)), ("source", .text(source)),
            ("output", output.map(JSON.text)),
            ("backup", backup.map(JSON.text)), ("quarantine", .text(quarantine)),
        ])
    }

    init(plan: String, source: String, output: String?, backup: String?, quarantine: String) {
        (self.plan, self.source, self.output, self.backup) = (plan, source, output, backup)
        self.quarantine = quarantine
    }

    init?(_ json: JSON) {
        guard let version = json["manifest"]?.number, (1...Self.version).contains(version),
            let plan = json["plan"]?.text,
            let source = json["source"]?.text, let quarantine = json["quarantine"]?.text,
            [source, quarantine].allSatisfy(\.isAbsolutePath),
            [json["output"], json["backup"]].allSatisfy({ $0 == nil || $0?.text?.isAbsolutePath == true }),
            (json["output"] == nil) != (json["backup"] == nil)
        else { return nil }
        self.init(
            plan: plan,
            source: source,
            output: json["output"]?.text,
            backup: json["backup"]?.text,
            quarantine: quarantine
        )
    }

    /// Where the files are after the migration.
    var target: String { output ?? source }
}
