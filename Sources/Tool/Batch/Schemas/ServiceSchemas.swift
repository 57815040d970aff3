internal import Kalends

// swift-format-ignore
/// What the store and the service of the sibling program write.
extension OutputSchema {
    static let ofStores: [OutputSchema] = [
        OutputSchema("store-agenda", "store agenda --format jsonl", [
            .init("uid", .text), .init("summary", .text), .init("location", .text), .init("start", .text), .init("end", .text),
            .init("zone", .textOrNull), .init("recurrenceId", .textOrNull), .init("override", .flag), .init("status", .text),
        ]),
        OutputSchema("store-free", "store free --format jsonl", [.init("start", .text), .init("end", .text)]),
    ]

    static let ofService: [OutputSchema] = [
        OutputSchema("service-health", isDocument: true, "serve: GET /health", [.init("status", .text), .init("version", .text)]),
        OutputSchema("service-ready", isDocument: true, "serve: GET /ready", [.init("status", .text), .init("events", .number)]),
        OutputSchema("service-formats", isDocument: true, "serve: GET /v1/formats", [
            .init("formats", .objects([
                .init("name", .text), .init("title", .text), .init("mediaType", .text), .init("extensions", .texts),
                .init("read", .flag), .init("write", .flag),
            ])),
        ]),
        OutputSchema("service-conversion", isDocument: true, "serve: POST /v1/convert with Accept: application/json", [
            .init("outputs", .objects([
                .init("name", .text), .init("mediaType", .text), .init("uid", .text, isOptional: true), .init("items", .number),
                .init("content", .text),
            ])),
            .init("report", .object(report)), .init("findings", .objects(serviceFinding)),
        ]),
        OutputSchema("service-expansion", isDocument: true, "serve: POST /v1/expand", [
            .init("occurrences", .objects(occurrence)), .init("complete", .flag), .init("findings", .objects(serviceFinding)),
        ]),
        OutputSchema("service-diff", isDocument: true, "serve: POST /v1/diff", [
            .init("same", .flag), .init("differences", .objects(difference)),
        ]),
        OutputSchema("service-task", isDocument: true, "serve: POST /v1/events/{id}/exports and GET /v1/tasks/{id}", [
            .init("state", .text), .init("result", .textOrObject([.init("download_url", .text)]), isOptional: true),
            .init("task_url", .text), .init("event", .text), .init("form", .text), .init("packing", .text),
            .init("progress", .object([.init("done", .number), .init("total", .number)])), .init("created", .text),
            .init("started", .text, isOptional: true), .init("finished", .text, isOptional: true),
            .init("expires", .text, isOptional: true), .init("problem", .object(problem(isAnswer: false)), isOptional: true),
        ]),
        OutputSchema("service-task-url", isDocument: true, "serve: GET /v1/events/{id}/export/{form}", [.init("task_url", .text)]),
        OutputSchema("service-manifest", isDocument: true, "serve: manifest.json in the archive of an export", [
            .init("event", .text), .init("form", .text), .init("generator", .text),
            .init("files", .objects([.init("name", .text), .init("bytes", .number), .init("sha256", .text)])),
            .init("report", .object(report)),
        ]),
        OutputSchema("service-conferences", isDocument: true, "serve: GET /v1/events", [
            .init("events", .objects([
                .init("id", .number), .init("identifier", .text), .init("name", .text), .init("sessions", .number),
            ])),
        ]),
        OutputSchema("service-conference", isDocument: true, "serve: PUT /v1/events/{id}", [
            .init("id", .number), .init("identifier", .text), .init("created", .number), .init("modified", .number),
            .init("unchanged", .number), .init("deleted", .number), .init("withoutTime", .texts),
        ]),
        OutputSchema("service-calendar", isDocument: true, "serve: PUT /calendars/{name}.ics", [
            .init("created", .number), .init("modified", .number), .init("unchanged", .number), .init("ignored", .number),
            .init("deleted", .number), .init("report", .object(report)),
        ]),
        OutputSchema("service-problem", isDocument: true, "serve: a request that is not done (RFC 9457)", problem(isAnswer: true)),
        OutputSchema("service-log", "serve: a request in the access log", [
            .init("time", .text), .init("request", .text), .init("caller", .text), .init("method", .text), .init("path", .text),
            .init("status", .number), .init("bytes", .number, isOptional: true), .init("microseconds", .number),
        ]),
    ]

    private static let report: [SchemaMember] =
        ["read", "written", "skipped", "failed"].map { SchemaMember($0, .number) } + [SchemaMember("losses", .objects(loss))]

    /// A finding of a reader, which is neither fixed nor compared with a baseline.
    private static let serviceFinding = finding.filter { !["fixable", "fingerprint", "level"].contains($0.name) }

    private static func problem(isAnswer: Bool) -> [SchemaMember] {
        [
            .init("type", .text), .init("title", .text), .init("status", .number), .init("detail", .text),
            .init("instance", .text, isOptional: !isAnswer), .init("findings", .objects(serviceFinding), isOptional: true),
            .init("losses", .objects(loss), isOptional: true),
        ]
    }
}
