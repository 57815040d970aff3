#if Service
    internal import Bytes
    internal import HTTPTypes
    internal import HummingbirdCore
    internal import Synchronization

    // swift-format-ignore
    extension Route {
        private static let eventID = Parameter.path("id", .text, "The identifier or the number of a conference, or the UID of an event.")
        private static let packing = Parameter.query("packing", .oneOf(ExportPacking.allCases.map(\.rawValue)), "The bare file, or an archive with a manifest (bare).")

        /// `GET /v1/events/{id}/export/{form}`, as Open Event has it: a request starts the export.
        static let startExport = Route(
            method: .get,
            path: RoutePath("/v1/events/{id}/export/{form}"),
            scope: .export,
            name: "startExport",
            summary: "Start an export, or join the one that is under way, as clients of Open Event do.",
            parameters: [eventID, .path("form", .oneOf(ExportForm.all.map(\.name)), "What is written."), packing],
            successes: [Success(status: .ok, help: "Where the task is.", mediaTypes: ["application/json"], schema: "service-task-url")],
            problems: [.methodNotAllowed]
        ) { call in
            if call.request.method == .head { throw Problem.methodNotAllowed([.get]) }
            let form = call.parameter("form")
            guard ExportForm.named(form) != nil else {
                throw Problem.notFound("There is no form \(form). Possible forms: \(ExportForm.all.map(\.name).joined(separator: ", ")).")
            }
            let (task, _) = try await call.promise(form, promise: nil)
            return .json(.verbatim([("task_url", .text(task.path))]))
        }

        /// `POST /v1/events/{id}/exports`
        static let createExport = Route(
            method: .post,
            path: RoutePath("/v1/events/{id}/exports"),
            scope: .export,
            name: "createExport",
            summary: "Start an export, or join the one of the same content.",
            parameters: [
                eventID,
                .query("form", .oneOf(ExportForm.all.map(\.name)), "What is written.", required: true),
                packing,
                .header("Idempotency-Key", "A text of up to 200 characters; the same one gives the same task."),
            ],
            successes: [Success(status: .accepted, help: "The task. Its URL is in Location, too.", mediaTypes: ["application/json"], schema: "service-task")],
            problems: [.unprocessableContent]
        ) { call in
            var promise = call.request.field(.idempotencyKey)
            if let given = promise {
                guard (1...200).contains(given.utf8.count) else {
                    throw Problem.badRequest("The Idempotency-Key has more than 200 characters, or none.")
                }
                promise = "\(call.caller.id) \(given)"
            }
            let (task, _) = try await call.promise(call["form"] ?? "", promise: promise)
            let state = call.state
            var response = Response.json(task.json { state.url($0) }, status: .accepted)
            response.headers[.location] = state.url(task.path)
            response.headers[.retryAfter] = "1"
            response.headers[.cacheControl] = "no-store"
            return response
        }

        private static let taskID = Parameter.path("id", .text, "The id of the task.")

        /// `GET /v1/tasks/{id}`
        static let readTask = Route(
            method: .get,
            path: RoutePath("/v1/tasks/{id}"),
            scope: .read,
            name: "readTask",
            summary: "The state of an export.",
            parameters: [taskID, .query("wait", .number(0...60), "Seconds to wait for the end of the task.")],
            successes: [
                Success(status: .ok, help: "The task. result.download_url is where the file is, once state is SUCCESS.", mediaTypes: ["application/json"], schema: "service-task"),
                Success(status: .notModified, help: "Nothing has changed."),
            ],
            problems: [.gone]
        ) { call in
            let (state, id) = (call.state, call.parameter("id"))
            let deadline = ContinuousClock.now + .seconds(call["wait"].flatMap { Int($0) } ?? 0)
            var task = try await state.task(id)
            while !task.state.isFinished, ContinuousClock.now < deadline, !state.isEnding.withLock({ $0 }) {
                await state.board.changes.wait(atMost: min(.seconds(1), ContinuousClock.now.duration(to: deadline)))
                task = try await state.task(id)
            }
            let body = task.json { state.url($0) }
            var response = Response.json(body)
            response.headers[.cacheControl] = "no-cache"
            if !task.state.isFinished { response.headers[.retryAfter] = "1" }
            return response.tagged(EntityTag.of(body.line), for: call.request)
        }

        /// `DELETE /v1/tasks/{id}`
        static let cancelTask = Route(
            method: .delete,
            path: RoutePath("/v1/tasks/{id}"),
            scope: .export,
            name: "cancelTask",
            summary: "Cancel an export, or remove the file of a finished one.",
            parameters: [taskID],
            successes: [Success(status: .ok, help: "The task in its present state.", mediaTypes: ["application/json"], schema: "service-task")],
            problems: [.gone]
        ) { call in
            let (state, id) = (call.state, call.parameter("id"))
            _ = try await state.task(id)
            let board = state.board
            try await state.work.run { try board.cancel(id) }
            let task = try await state.task(id)
            return .json(task.json { state.url($0) })
        }

        /// `GET /v1/exports/{download}/{file}`: nobody can guess the URL, so that a browser may open it without a token.
        static let download = Route(
            method: .get,
            path: RoutePath("/v1/exports/{download}/{file}"),
            scope: nil,
            name: "download",
            summary: "The file of an export.",
            parameters: [.path("download", .text, "The secret part of the URL."), .path("file", .text, "The name of the file."), .header("Range", "The bytes that are wanted.")],
            successes: [
                Success(status: .ok, help: "The file.", mediaTypes: Input.unique(ExportForm.all.map { String($0.mediaType.prefix { $0 != ";" }) })),
                Success(status: .partialContent, help: "The bytes that were asked for.", mediaTypes: ["application/octet-stream"]),
                Success(status: .notModified, help: "Nothing has changed."),
            ],
            problems: [.gone, .rangeNotSatisfiable],
            hasSecretPath: true
        ) { call in
            let (board, secret) = (call.state.board, call.parameter("download"))
            guard let file = try await call.state.work.run({ try board.file(secret) }), file.name == call.parameter("file") else {
                throw Problem.notFound("There is no such file. GET the task for its URL.")
            }
            return try Download.response(file.bytes, file.mediaType, name: file.name, tag: file.tag, to: call.request)
        }
    }

    extension Call {
        /// Promises the export that the path names.
        fileprivate func promise(_ form: String, promise: String?) async throws -> (task: ExportTask, isNew: Bool) {
            let packing = self["packing"].flatMap(ExportPacking.init(rawValue:)) ?? .bare
            let request = ExportRequest(event: parameter("id"), form: form, packing: packing)
            let state = state
            return try await state.work.run {
                let content = try ExportContent(of: request, in: state)
                return try state.board.promise(request, contentKey: content.key, promise: promise)
            }
        }
    }

    extension ServiceState {
        /// The task of an id.
        ///
        /// - Throws: ``Problem`` `not-found`, or `gone` after its time.
        fileprivate func task(_ id: String) async throws -> ExportTask {
            let board = board
            guard let task = try await work.run({ try board.task(id) }) else {
                throw Problem.notFound("There is no such task. Start an export with POST /v1/events/{id}/exports.")
            }
            if let expires = task.expires, expires <= now {
                throw Problem.gone("The task is over. Start the export again.")
            }
            return task
        }
    }
#endif
