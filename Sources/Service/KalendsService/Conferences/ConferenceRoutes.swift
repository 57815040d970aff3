#if Service
    internal import Bytes
    internal import CalendarDiagnostics
    internal import HTTPTypes
    internal import HummingbirdCore
    internal import Kalends
    internal import TimeZones

    // swift-format-ignore
    extension Route {
        /// `GET /v1/events`
        static let listConferences = Route(
            method: .get,
            path: RoutePath("/v1/events"),
            scope: .read,
            name: "listConferences",
            summary: "List the conferences of the store.",
            parameters: [.query("identifier", .text, "Only the conference with this identifier.")],
            successes: [Success(status: .ok, help: "The conferences.", mediaTypes: ["application/json"], schema: "service-conferences")]
        ) { call in
            let (store, wanted) = (call.state.store, call["identifier"])
            let rows = try await call.state.work.run { try store.conferences() }
            var listed: [JSON] = []
            for row in rows where wanted == nil || row.identifier == wanted {
                listed.append(
                    JSON.verbatim([
                        ("id", .number(row.id)), ("identifier", .text(row.identifier)), ("name", .text(row.name)),
                        ("sessions", .number(row.sessions)),
                    ])
                )
            }
            return .json(JSON.verbatim([("events", .list(listed))]))
        }

        /// `PUT /v1/events/{id}`
        static let fillConference = Route(
            method: .put,
            path: RoutePath("/v1/events/{id}"),
            scope: .write,
            name: "fillConference",
            summary: "Put a conference into the store, replacing what the store has of it.",
            parameters: [.path("id", .text, "The identifier of the conference.")],
            body: Body(mediaTypes: ["application/zip", "application/xml", "application/octet-stream"], help: "Open Event's export as a ZIP archive, or the schedule XML of Pentabarf, frab or pretalx."),
            successes: [
                Success(status: .ok, help: "What was changed.", mediaTypes: ["application/json"], schema: "service-conference"),
                Success(status: .created, help: "The conference is new.", mediaTypes: ["application/json"], schema: "service-conference"),
            ]
        ) { call in
            let (state, id) = (call.state, call.parameter("id"))
            guard id.utf8.count <= 200 else { throw Problem.badRequest("The identifier has more than 200 bytes.") }
            let read = try await call.answer(by: .conference)
            let filling = try await state.work.run {
                guard let conference = try Conference(identifier: id, written: read.bytes) else { throw Problem.failed }
                return try state.store.fill(conference)
            }
            let result = JSON.verbatim([
                ("id", .number(filling.id)), ("identifier", .text(id)), ("created", .number(filling.created)),
                ("modified", .number(filling.modified)), ("unchanged", .number(filling.unchanged)),
                ("deleted", .number(filling.deleted)), ("withoutTime", .list(filling.withoutTime.map { JSON.text($0) })),
            ])
            return .json(result, status: filling.isNew ? .created : .ok)
        }
    }

    /// The reading of a conference of any kind that is known.
    struct ConferenceReading: BodyWork {
        private let zones: ZoneDirectory

        init(_ asked: Asked, _ converter: Converter) { zones = converter.zones }

        func answer(to body: WorkBody) throws -> WorkAnswer {
            let bytes = try body.bytes()
            do {
                let isArchive = bytes.starts(with: [0x50, 0x4B])
                let conference =
                    isArchive
                    ? try OpenEventImport.conference(in: bytes, limit: body.limit * 4)
                    : try ScheduleImport.conference(in: bytes, zones: zones)
                return WorkAnswer(conference.written, "application/json")
            } catch let fault as OpenEventImport.Fault {
                throw Problem.unprocessable("The conference cannot be read", "\(fault.text).")
            } catch let error as ReadError {
                throw Problem.unprocessable(
                    "The conference cannot be read",
                    "\(error.message) (line \(error.location.line)). Send Open Event's ZIP archive, or a schedule in XML."
                )
            }
        }
    }
#endif
