#if Service
    internal import Bytes
    internal import GRDB
    internal import ICalendar
    internal import KalendsEvents

    /// An export as the store keeps it.
    struct ExportTask: Sendable {
        /// The words of Celery, which clients of Open Event expect.
        enum State: String, Sendable {
            case pending = "PENDING"
            case started = "STARTED"
            /// It was begun, and what worked on it died or gave it back.
            case retry = "RETRY"
            case success = "SUCCESS"
            case failure = "FAILURE"
            /// It was cancelled.
            case revoked = "REVOKED"

            var isFinished: Bool { self == .success || self == .failure || self == .revoked }
        }

        let id: String
        let request: ExportRequest
        let state: State
        let done: Int
        let total: Int
        let created: Int
        let started: Int?
        let finished: Int?
        let expires: Int?
        /// The members of the problem that ended it, as JSON.
        let problem: String?
        /// The secret part of the URL of its file.
        let download: String?
        let fileName: String?

        init(_ row: Row, now: Int) {
            id = row["id"]
            request = ExportRequest(
                event: row["event"],
                form: row["form"],
                packing: ExportPacking(rawValue: row["packing"]) ?? .bare
            )
            let stored = State(rawValue: row["state"]) ?? .failure
            let lease: Int? = row["lease_until"]
            // Nobody works on a task whose lease is over.
            state = stored == .started && lease ?? 0 <= now ? .retry : stored
            done = row["done"]
            total = row["total"]
            created = row["created"]
            started = row["started"]
            finished = row["finished"]
            expires = row["expires"]
            problem = row["problem"]
            download = row["download"]
            fileName = row["file_name"]
        }

        static let columns = """
            id, event, form, packing, state, done, total, created, started, finished, expires, lease_until, problem, download, file_name
            """
    }

    extension ExportTask {
        /// The path of the task.
        var path: String { "/v1/tasks/\(id)" }

        /// The path of its file; nil while there is none.
        var downloadPath: String? {
            guard state == .success, let download, let fileName else { return nil }
            return "/v1/exports/\(download)/\(URLText.escaped(fileName))"
        }

        /// What a client is told. `state` and `result` are those of Open Event.
        func json(url: (String) -> String) -> JSON {
            let failure = problem.flatMap { JSON(Array($0.utf8)) }
            let result: JSON? =
                switch state {
                case .success: downloadPath.map { .verbatim([("download_url", .text(url($0)))]) }
                case .failure: .text(failure?["detail"]?.text ?? "it failed")
                default: nil
                }
            return .verbatim([
                ("state", .text(state.rawValue)), ("result", result), ("task_url", .text(url(path))),
                ("event", .text(request.event)), ("form", .text(request.form)),
                ("packing", .text(request.packing.rawValue)),
                ("progress", .verbatim([("done", .number(done)), ("total", .number(total))])),
                ("created", .text(Self.text(created))), ("started", started.map { .text(Self.text($0)) }),
                ("finished", finished.map { .text(Self.text($0)) }), ("expires", expires.map { .text(Self.text($0)) }),
                ("problem", failure),
            ])
        }

        private static func text(_ seconds: Int) -> String { "\(CivilDateTime(secondsSinceEpoch: seconds))Z" }
    }
#endif
