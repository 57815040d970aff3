internal import Bytes
internal import Kolab

/// The first row of a plan: what it is a plan of.
struct PlanHeader: Hashable, Sendable {
    /// The absolute path of the store, or of the folder of a store that is one file.
    var source: String
    /// The name of the only file of the store.
    var file: String?
    var target: KolabVersion
    var zones: MigrationOptions.Zones
    var timeZone: String?
    var joining: MigrationOptions.Joining
    var rootVersion: String

    init(_ options: MigrationOptions, source: String, file: String?) {
        self.source = source
        self.file = file
        target = options.target
        zones = options.zones
        timeZone = options.timeZone?.name
        joining = options.joining
        rootVersion = options.rootVersion
    }

    /// The version of the format. Plans of version 1 had no checksum; whether they are complete is unknown.
    private static let version = 2

    /// Whether a row begins a plan of an earlier version.
    static func isOutdated(_ json: JSON) -> Bool { json["plan"]?.number.map { $0 < version } == true }

    var json: JSON {
        .members([
            ("plan", .number(Self.version)), ("source", .text(source)), ("file", file.map(JSON.text)),
            ("target", .text(target.rawValue)),
            ("zones", .text(zones.rawValue)), ("timezone", timeZone.map(JSON.text)), ("join", .text(joining.rawValue)),
            ("root-version", .text(rootVersion)),
        ])
    }

    init?(_ json: JSON) {
        guard json["plan"]?.number == Self.version, let source = json["source"]?.text, source.isAbsolutePath,
            json["file"]?.text?.staysBelow != false,
            let target = json["target"]?.text.flatMap(KolabVersion.init(rawValue:)),
            let zones = json["zones"]?.text.flatMap(MigrationOptions.Zones.init(rawValue:)),
            let joining = json["join"]?.text.flatMap(MigrationOptions.Joining.init(rawValue:)),
            let rootVersion = json["root-version"]?.text
        else { return nil }
        self.source = source
        file = json["file"]?.text
        self.target = target
        self.zones = zones
        self.joining = joining
        self.rootVersion = rootVersion
        timeZone = json["timezone"]?.text
    }
}

/// Something in the store that the plan does not cover.
enum PlanOmission: Hashable, Sendable {
    /// A symbolic link or special file, which is not followed.
    case link(String)
    /// What could not be read, with the reason.
    case failure(String)

    var json: JSON {
        switch self {
        case .link(let path): .members([("not-followed", .text(path))])
        case .failure(let text): .members([("not-read", .text(text))])
        }
    }

    init?(_ json: JSON) {
        if let path = json["not-followed"]?.text {
            self = .link(path)
        } else if let text = json["not-read"]?.text {
            self = .failure(text)
        } else {
            return nil
        }
    }
}

/// The last row of a plan: what all rows before it amount to. A plan without it was cut off.
struct PlanEnd: Hashable, Sendable {
    var rows = 0
    var bytes = 0
    var edited = 0
    /// Lines before this one, and the SHA-256 of them with their line feeds.
    var lines = 0
    var hash = ""

    var json: JSON {
        .members([
            ("rows", .number(rows)), ("bytes", .number(bytes)), ("edits", .number(edited)), ("lines", .number(lines)),
            ("sha256", .text(hash)),
        ])
    }

    init() {}

    init?(_ json: JSON) {
        guard json["path"] == nil, let rows = json["rows"]?.number, let bytes = json["bytes"]?.number,
            let edited = json["edits"]?.number, let lines = json["lines"]?.number, let hash = json["sha256"]?.text
        else { return nil }
        (self.rows, self.bytes, self.edited, self.lines, self.hash) = (rows, bytes, edited, lines, hash)
    }

    /// Counts a row.
    ///
    /// - Returns: false if the sizes add up to more than any disk holds.
    mutating func add(_ row: PlannedMessage) -> Bool {
        rows += 1
        if row.action == .edit { edited += 1 }
        let (sum, isTooLarge) = bytes.addingReportingOverflow(row.size)
        guard !isTooLarge, sum <= Self.mostBytes else { return false }
        bytes = sum
        return true
    }

    /// An exbibyte: sums with it do not overflow.
    private static let mostBytes = 1 << 60
}

/// The lines of a plan while it is written, with what its last row contains about them.
struct PlanSeal: Sendable {
    private(set) var end = PlanEnd()
    private var hash = SHA256()

    /// Takes a line with its line feed.
    mutating func take(_ line: [UInt8]) {
        end.lines += 1
        hash.update(line)
    }

    /// Counts a row.
    mutating func add(_ row: PlannedMessage) -> Bool { end.add(row) }

    /// The last row.
    mutating func finish() -> PlanEnd {
        end.hash = hash.finish()
        return end
    }
}
