internal import Bytes
internal import CalendarDiagnostics

/// What will become of one message, and why: a row of the plan.
struct PlannedMessage: Hashable, Sendable {
    /// What happens to it.
    enum Action: String, Sendable, CaseIterable {
        /// It is passed on byte for byte.
        case copy
        /// Its object is changed.
        case edit
        /// It is omitted, because its object becomes a subevent of another.
        case join
        /// It is quarantined, because its object cannot be read.
        case quarantine
    }

    /// A detached exception that is joined to this object.
    struct Join: Hashable, Sendable {
        var path: String
        var index: Int?
        var uid: String
        var day: String
        var stray: String?
        var confidence: String
        var evidence: [String]
    }

    /// Below the store.
    var path: String
    /// Which message of an mbox.
    var index: Int?
    var size: Int
    /// SHA-256 of its bytes.
    var hash: String
    /// `event`, `note`, …, `mail` or `file`.
    var type: String
    var action = Action.copy
    var uid = ""
    var writer = ""
    var version = ""
    var changes: [String] = []
    var findings: [Diagnostic] = []
    var joins: [Join] = []
    /// Why its object cannot be read.
    var reason: String?
    /// Whether its object stays in the version that it had, although something of it is to be changed.
    var isLeft = false
}

extension PlannedMessage {
    /// The row.
    var json: JSON {
        .members([
            ("path", .text(path)), ("message", index.map(JSON.number)), ("size", .number(size)),
            ("sha256", .text(hash)),
            ("type", .text(type)), ("action", .text(action.rawValue)), ("uid", uid.isEmpty ? nil : .text(uid)),
            ("product-id", writer.isEmpty ? nil : .text(writer)), ("version", version.isEmpty ? nil : .text(version)),
            ("changes", .texts(changes)), ("left", isLeft ? .flag(true) : nil), ("reason", reason.map(JSON.text)),
            (
                "findings",
                findings.isEmpty
                    ? nil
                    : .list(
                        findings.map { .members([("id", .text($0.rule.rawValue)), ("detail", .text($0.message))]) }
                    )
            ), ("joins", joins.isEmpty ? nil : .list(joins.map(\.json))),
        ])
    }

    init?(_ json: JSON) {
        guard let path = json["path"]?.text, path.staysBelow, let size = json["size"]?.number, size >= 0,
            json["message"].map({ $0.number.map { $0 >= 0 } == true }) != false,
            let hash = json["sha256"]?.text, SHA256.isDigest(hash), let type = json["type"]?.text,
            let action = json["action"]?.text.flatMap(Action.init(rawValue:))
        else { return nil }
        self.init(path: path, index: json["message"]?.number, size: size, hash: hash, type: type, action: action)
        uid = json["uid"]?.text ?? ""
        writer = json["product-id"]?.text ?? ""
        version = json["version"]?.text ?? ""
        changes = json["changes"]?.list.compactMap(\.text) ?? []
        reason = json["reason"]?.text
        isLeft = json["left"]?.flag ?? false
        findings =
            json["findings"]?.list.compactMap { finding in
                finding["id"]?.text.map { Diagnostic(RuleID($0), finding["detail"]?.text ?? "") }
            } ?? []
        let joins = json["joins"]?.list ?? []
        self.joins = joins.compactMap(Join.init)
        guard self.joins.count == joins.count else { return nil }
    }
}

extension PlannedMessage.Join {
    fileprivate var json: JSON {
        .members([
            ("path", .text(path)), ("message", index.map(JSON.number)), ("uid", .text(uid)), ("day", .text(day)),
            ("stray-exclusion", stray.map(JSON.text)), ("confidence", .text(confidence)),
            ("evidence", .texts(evidence)),
        ])
    }

    fileprivate init?(_ json: JSON) {
        guard let path = json["path"]?.text, path.staysBelow, let day = json["day"]?.text,
            json["message"].map({ $0.number.map { $0 >= 0 } == true }) != false
        else { return nil }
        self.init(
            path: path,
            index: json["message"]?.number,
            uid: json["uid"]?.text ?? "",
            day: day,
            stray: json["stray-exclusion"]?.text,
            confidence: json["confidence"]?.text ?? "",
            evidence: json["evidence"]?.list.compactMap(\.text) ?? []
        )
    }
}

/// The folder that the rows after it belong to.
struct PlannedFolder: Hashable, Sendable {
    var path: String
    var kind: StoreKind
    /// From the annotations, where a dump was given.
    var type: String?
    var zone: String?

    var json: JSON {
        .members([
            ("folder", .text(path)), ("kind", .text(kind.rawValue)), ("type", type.map(JSON.text)),
            ("zone", zone.map(JSON.text)),
        ])
    }

    init(path: String, kind: StoreKind, type: String? = nil, zone: String? = nil) {
        (self.path, self.kind, self.type, self.zone) = (path, kind, type, zone)
    }

    init?(_ json: JSON) {
        guard let path = json["folder"]?.text, path.isEmpty || path.staysBelow,
            let kind = json["kind"]?.text.flatMap(StoreKind.init(rawValue:))
        else {
            return nil
        }
        self.init(path: path, kind: kind, type: json["type"]?.text, zone: json["zone"]?.text)
    }
}
