internal import Bytes
internal import CalendarDiagnostics

/// The report of a migration, for machines and for people.
public struct MigrationReport: Sendable {
    /// What was done: `survey`, `plan`, `migration`.
    public var title: String
    /// The store.
    public var source: String
    /// What there is.
    public var tally: MigrationTally
    /// The zone that times get; nil where they stay in UTC.
    public var timeZone: String?
    /// Seconds that it took.
    public var seconds: Double

    /// Creates a report of a tally; see the properties.
    public init(title: String, source: String, tally: MigrationTally, timeZone: String?, seconds: Double) {
        self.title = title
        self.source = source
        self.tally = tally
        self.timeZone = timeZone
        self.seconds = seconds
    }

    /// Programs among the writers that would take a local time for UTC.
    public var misreadingPrograms: [String] {
        tally.writers.keys.filter { !$0.readsZones && $0.isNamed }.map(\.name).sorted()
    }

    /// How many objects do not name the program that wrote them, so that it is unknown whether it reads local times.
    public var unnamedWriterCount: Int {
        tally.writers.reduce(0) { $0 + ($1.key.isNamed ? 0 : $1.value) }
    }
}

extension MigrationReport {
    /// One JSON document.
    public var json: [UInt8] {
        let folders = tally.folders.sorted { $0.key < $1.key }.map { path, counts -> JSON in
            var members: [(String, JSON?)] = [
                ("folder", .text(path)), ("annotated-type", tally.folderTypes[path].map(JSON.text)),
            ]
            members += Self.columns.map { ($0.name, .number(counts[keyPath: $0.path])) }
            return .members(members)
        }
        let findings = sortedFindings.map { id, count, text, meaning -> JSON in
            .members([
                ("id", .text(id)), ("messages", .number(count)), ("meaning", .text(meaning)),
                ("text", text.isEmpty ? nil : .text(text)),
            ])
        }
        let writers = sortedWriters.map { program, count -> JSON in
            .members([
                ("program", .text(program.name)), ("objects", .number(count)),
                ("reads-zones", .flag(program.readsZones)),
            ])
        }
        let members: [(String, JSON?)] = [
            ("schema_version", .number(1)), ("report", .text(title)), ("source", .text(source)),
            ("timezone", timeZone.map(JSON.text)), ("milliseconds", .number(Int(seconds * 1000))),
            ("total", .members(Self.columns.map { ($0.name, .number(tally.total[keyPath: $0.path])) })),
            ("counts-add-up", .flag(tally.total.addUp)), ("types", Self.counts(tally.types)),
            ("versions", Self.counts(tally.versions)), ("writers", .list(writers)), ("findings", .list(findings)),
            ("folders", .list(folders)), ("notable", .list(tally.notable.map(\.json))),
            (
                "quarantine",
                .list(tally.quarantine.map { .members([("path", .text($0.path)), ("reason", .text($0.reason))]) })
            ), ("restored-folder-types", .texts(tally.restoredFolderTypes)), ("not-followed", .texts(tally.links)),
            ("failures", .texts(tally.failures)),
        ]
        return JSON.members(members).line
    }

    private static func counts(_ counts: [String: Int]) -> JSON {
        .object(counts.sorted { $0.key < $1.key }.map { JSON.Member(name: $0.key, value: .number($0.value)) })
    }

    /// The columns of every table of counts.
    // swift-format-ignore
    static let columns: [(name: String, title: String, path: any KeyPath<MigrationTally.Counts, Int> & Sendable)] = [
        ("messages",    "Messages",       \.messages),
        ("edited",      "Changed",        \.edited),
        ("joined",      "Joined",         \.joined),
        ("unchanged",   "Objects copied unchanged", \.unchanged),
        ("left",        "Not migrated",   \.left),
        ("mail",        "Ordinary mail",  \.mail),
        ("quarantined", "Quarantine",     \.quarantined),
        ("files",       "Other files",    \.files),
        ("bytes",       "Bytes",          \.bytes),
    ]

    /// Findings with what they mean, the most frequent first.
    var sortedFindings: [(id: String, count: Int, text: String, meaning: String)] {
        tally.findings.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }.map { id, count in
            let row = MigrationFinding.row(of: id)
            let text = row?.text ?? tally.examples[id].map { "such as: \($0)" } ?? ""
            return (id.rawValue, count, text, row?.meaning.rawValue ?? "defect of the data")
        }
    }

    var sortedWriters: [(program: ClientProgram, count: Int)] {
        tally.writers.sorted { ($1.value, $0.key.name) < ($0.value, $1.key.name) }.map { ($0.key, $0.value) }
    }
}

extension MigrationTally.Notable {
    fileprivate var json: JSON {
        .members([
            ("path", .text(path)), ("uid", .text(uid)), ("id", .text(finding.rule.rawValue)),
            ("detail", .text(finding.message)),
        ])
    }
}
