#if Service
    internal import Bytes
    internal import HTTPTypes
    internal import HummingbirdCore
    internal import Kalends

    extension Route {
        /// `GET /v1/formats`
        static let formats = Route(
            method: .get,
            path: RoutePath("/v1/formats"),
            scope: nil,
            name: "listFormats",
            summary: "List the formats that are read and written.",
            successes: [
                Success(status: .ok, help: "The formats.", mediaTypes: ["application/json"], schema: "service-formats")
            ]
        ) { _ in
            let rows = FormatRegistry.rows.map { row in
                JSON.verbatim([
                    ("name", .text(row.name)), ("title", .text(row.title)), ("mediaType", .text(row.mediaType)),
                    ("extensions", .list(row.extensions.map(JSON.text))), ("read", .flag(row.isRead)),
                    ("write", .flag(row.isWritten)),
                ])
            }
            return .json(.verbatim([("formats", .list(rows))]))
        }
    }
#endif
