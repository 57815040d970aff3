internal import Kalends
internal import Reports
internal import Validation

// swift-format-ignore
extension OutputSchema {
    private static let severities = Severity.allCases.map(\.rawValue)

    /// Every schema.
    static let all: [OutputSchema] = ofOccurrences + ofConversions + ofValidation + ofComparisons + ofMigration + ofStores + ofService

    private static let ofOccurrences: [OutputSchema] = [
        OutputSchema("occurrences", "expand --format jsonl; with --columns the members are those that were asked for", occurrence),
        OutputSchema("columns", "expand --format jsonl --columns …", OccurrenceColumn.all.map { $0.schemaMember(isOptional: true) }),
    ]

    private static let ofConversions: [OutputSchema] = [
        OutputSchema("losses", "--report FILE of convert, select, split, merge and store; FILE.json is a list of these", loss),
    ]

    private static let ofValidation: [OutputSchema] = [
        OutputSchema("findings", isDocument: true, "validate --format json", [
            .init("schemaVersion", .number, formerly: "schema_version"), .init("tool", .text),
            .init("findings", .objects(finding)),
            .init("failures", .objects([.init("file", .text), .init("message", .text)])),
            .init("summary", .object(summary)),
        ]),
        OutputSchema("finding", "validate --format jsonl", finding),
        OutputSchema("baseline", isDocument: true, "validate --write-baseline", [
            .init("format", .words(["kalends-baseline"])), .init("version", .number),
            .init("findings", .objects([.init("file", .text), .init("rule", .text), .init("fingerprint", .text)])),
        ]),
        OutputSchema("rules", "rules --format jsonl", [
            .init("rule", .text), .init("severity", .words(severities)), .init("source", .text), .init("sentence", .text),
            .init("fix", .text),
        ]),
    ]

    private static let ofComparisons: [OutputSchema] = [
        OutputSchema("differences", "diff --format jsonl", difference),
        OutputSchema("counts", "diff --summary --format jsonl", [
            .init("same", .number), .init("changed", .number), .init("onlyInFirst", .number),
            .init("onlyInSecond", .number), .init("calendarLines", .number),
        ]),
        OutputSchema("common", "common --format jsonl", [
            .init("component", .text), .init("uid", .text), .init("recurrenceId", .text), .init("summary", .text),
        ]),
    ]

    private static let ofMigration: [OutputSchema] = [
        OutputSchema("migration-verification", isDocument: true, "migrate verify --report FILE.json", [
            .init("schemaVersion", .number), .init("report", .words(["verification"])), .init("plan", .text),
            .init("isComplete", .flag), .init("messages", .object(verified)), .init("files", .object(verified)),
            .init("wrong", .objects([.init("path", .text), .init("reason", .text)])),
        ]),
        OutputSchema("migration-report", isDocument: true, "--report FILE.json of the other steps of migrate", [
            .init("schemaVersion", .number, formerly: "schema_version"), .init("report", .text), .init("source", .text),
            .init("timezone", .text, isOptional: true), .init("milliseconds", .number),
            .init("total", .object(migrationCounts)), .init("countsAddUp", .flag, formerly: "counts-add-up"),
            .init("types", .counts), .init("versions", .counts),
            .init("writers", .objects([
                .init("program", .text), .init("objects", .number), .init("readsZones", .flag, formerly: "reads-zones"),
            ])),
            .init("findings", .objects([
                .init("id", .text), .init("messages", .number), .init("meaning", .text), .init("text", .text, isOptional: true),
            ])),
            .init("folders", .objects(migrationFolder)),
            .init("notable", .objects([
                .init("path", .text), .init("uid", .text), .init("id", .text), .init("detail", .text),
            ])),
            .init("quarantine", .objects([.init("path", .text), .init("reason", .text)])),
            .init("restoredFolderTypes", .texts, isOptional: true, formerly: "restored-folder-types"),
            .init("notFollowed", .texts, isOptional: true, formerly: "not-followed"),
            .init("failures", .texts, isOptional: true),
        ]),
        OutputSchema("migration-plan", "migrate plan --plan FILE", [
            .init("plan", .number), .init("source", .text), .init("file", .text, isOptional: true), .init("target", .text),
            .init("zones", .text), .init("timezone", .text, isOptional: true), .init("join", .text),
            .init("rootVersion", .text, formerly: "root-version"),
        ], [
            .init("folder", .text), .init("kind", .text), .init("type", .text, isOptional: true),
            .init("zone", .text, isOptional: true),
        ], [
            .init("path", .text), .init("message", .number, isOptional: true), .init("size", .number), .init("sha256", .text),
            .init("type", .text), .init("action", .text), .init("uid", .text, isOptional: true),
            .init("productId", .text, isOptional: true, formerly: "product-id"), .init("version", .text, isOptional: true),
            .init("changes", .texts, isOptional: true), .init("left", .flag, isOptional: true),
            .init("reason", .text, isOptional: true),
            .init("findings", .objects([.init("id", .text), .init("detail", .text)]), isOptional: true),
            .init("joins", .objects([
                .init("path", .text), .init("message", .number, isOptional: true), .init("uid", .text), .init("day", .text),
                .init("strayExclusion", .text, isOptional: true, formerly: "stray-exclusion"), .init("confidence", .text),
                .init("evidence", .texts, isOptional: true),
            ]), isOptional: true),
        ], [
            .init("notFollowed", .text, formerly: "not-followed"),
        ], [
            .init("notRead", .text, formerly: "not-read"),
        ], [
            .init("rows", .number), .init("bytes", .number), .init("edits", .number), .init("lines", .number),
            .init("sha256", .text),
        ]),
        OutputSchema("migration-manifest", "migrate apply --manifest FILE", [
            .init("manifest", .number), .init("plan", .text), .init("source", .text), .init("output", .text, isOptional: true),
            .init("backup", .text, isOptional: true), .init("quarantine", .text), chain,
        ], [
            .init("action", .text), .init("path", .text), .init("new", .text, isOptional: true), .init("before", .text),
            .init("after", .text), .init("flags", .text, isOptional: true), .init("mtime", .numbers), .init("mode", .number),
            .init("owner", .number), .init("group", .number), .init("message", .number, isOptional: true), chain,
        ], [
            .init("intent", .text), .init("path", .text), .init("new", .text, isOptional: true), .init("before", .text),
            .init("after", .text), .init("flags", .text, isOptional: true), .init("mtime", .numbers), .init("mode", .number),
            .init("owner", .number), .init("group", .number), .init("message", .number, isOptional: true), chain,
        ], [
            .init("done", .number), chain,
        ], [
            .init("rolledBack", .flag, formerly: "rolled-back"), chain,
        ]),
    ]

    /// The columns of occurrences where none are asked for.
    static let occurrence = OccurrenceColumns(of: .jsonl).columns.map { $0.schemaMember() }

    static let loss: [SchemaMember] = [
        .init("file", .text), .init("line", .number), .init("component", .text), .init("uid", .text),
        .init("property", .text), .init("id", .text), .init("action", .words(Loss.Action.allCases.map(\.rawValue))),
        .init("detail", .text),
    ]

    static let difference: [SchemaMember] = [
        .init("component", .text), .init("uid", .text), .init("recurrenceId", .text, formerly: "recurrence-id"),
        .init("path", .text), .init("onlyInFirst", .texts, formerly: "only-in-first"),
        .init("onlyInSecond", .texts, formerly: "only-in-second"),
    ]

    static let finding: [SchemaMember] = [
        .init("file", .text), .init("line", .number), .init("column", .number), .init("rule", .text),
        .init("severity", .words(severities)), .init("message", .text), .init("component", .text), .init("uid", .text),
        .init("property", .text), .init("fixable", .flag), .init("fingerprint", .text),
        .init("path", .text, isOptional: true),
        .init("level", .words(XCalCheck.Level.allCases.map(\.rawValue)), isOptional: true),
    ]

    private static let verified: [SchemaMember] = [.init("planned", .number), .init("correct", .number)]

    private static let migrationCounts: [SchemaMember] = [
        "messages", "edited", "joined", "unchanged", "left", "mail", "quarantined", "files", "bytes",
    ].map { SchemaMember($0, .number) }

    private static let summary: [SchemaMember] =
        [SchemaMember("files", .number)] + severities.map { SchemaMember("\($0)s", .number) }

    private static let migrationFolder: [SchemaMember] =
        [
            SchemaMember("folder", .text),
            SchemaMember("annotatedType", .text, isOptional: true, formerly: "annotated-type"),
        ] + migrationCounts

    /// What proves that no row before is missing.
    private static let chain = SchemaMember("sum", .text, isOptional: true)
}
