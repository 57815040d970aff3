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

    var json: JSON {
        .members([
            ("plan", .number(1)), ("source", .text(source)), ("file", file.map(JSON.text)), ("target", .text(target.rawValue)),
            ("zones", .text(zones.rawValue)), ("timezone", timeZone.map(JSON.text)), ("join", .text(joining.rawValue)),
            ("root-version", .text(rootVersion)),
        ])
    }

    init?(_ json: JSON) {
        guard json["plan"]?.number == 1, let source = json["source"]?.text, json["file"]?.text?.staysBelow != false,
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

/// The last row of a plan; a plan without it was cut off.
struct PlanEnd: Hashable, Sendable {
    var rows = 0
    var bytes = 0
    var edited = 0

    var json: JSON { .members([("rows", .number(rows)), ("bytes", .number(bytes)), ("edits", .number(edited))]) }

    init() {}

    init?(_ json: JSON) {
        guard json["path"] == nil, let rows = json["rows"]?.number, let bytes = json["bytes"]?.number,
            let edited = json["edits"]?.number
        else { return nil }
        (self.rows, self.bytes, self.edited) = (rows, bytes, edited)
    }
}
