#if Service
    internal import Bytes
    internal import CalendarDiagnostics
    internal import CalendarModel
    internal import EventStore
    internal import Files
    internal import ICalendar
    internal import Kalends
    internal import KalendsEvents

    /// What an export is made of, as the store has it at one time.
    struct ExportContent: Sendable {
        /// The conference, its sessions being those of the schedule; nil for a single event.
        let conference: Conference?
        /// The lines of the events, in order.
        let events: [[UInt8]]
        /// Hashes everything that the result depends on.
        let key: String

        /// No content.
        init() {
            conference = nil
            events = []
            key = ""
        }

        /// Reads it.
        ///
        /// - Throws: ``Problem`` `not-found` if there is neither a conference nor an event of that id.
        init(of request: ExportRequest, in state: ServiceState) throws {
            let store = state.store
            if var conference = try store.conference(request.event) {
                let published = conference.sessions.filter(\.isPublished)
                let identifier = conference.identifier
                let found = try store.read { reading in
                    try published.compactMap { session in
                        try reading.event(uid: session.uid(in: identifier)).map { (session, $0) }
                    }
                }
                let sorted = found.sorted { ($0.1.sortingKey, $0.0.id) < ($1.1.sortingKey, $1.0.id) }
                conference.sessions = sorted.map { Self.session($0.0, changedTo: $0.1) }
                self.conference = conference
                events = sorted.map { $0.1.text.components }
            } else {
                guard let event = try store.event(uid: request.event) else {
                    throw Problem.notFound(
                        "There is no conference or event \(request.event). GET /v1/events lists the conferences."
                    )
                }
                conference = nil
                events = [event.text.components]
            }
            var bytes = Array("\(request.text)\n\(Product.version)\n\(state.settings.baseURL ?? "")\n".utf8)
            if let conference {
                bytes += conference.facts.line
                for session in conference.sessions { bytes += Conference.facts(of: session).line }
            }
            for event in events { bytes += event }
            key = SHA256.digest(bytes)
        }

        /// A session with what its event says now, which may have been moved since it was imported.
        private static func session(_ session: Conference.Session, changedTo event: Event) -> Conference.Session {
            var session = session
            let item = event.item
            session.title = item.summary ?? ""
            session.room = item.location ?? ""
            if let start = item.start.flatMap(ConferenceTime.init(_:)) { session.start = start }
            if let end = item.end.flatMap(ConferenceTime.init(_:)) { session.end = end }
            return session
        }
    }

    // MARK: - Between the processes

    extension ExportContent {
        /// The content without its key.
        var written: [UInt8] {
            var message = TransferWriter()
            message.write(conference?.identifier)
            if let conference { message.write(conference.written) }
            message.write(events.count)
            for event in events { message.write(event) }
            return message.bytes
        }

        /// Content that another process wrote.
        ///
        /// - Throws: ``Files/TransferError``.
        init(written: [UInt8]) throws(TransferError) {
            var reader = TransferReader(written[...])
            if let identifier = try reader.optional(String.self) {
                conference = Conference(identifier: identifier, written: try reader.array())
            } else {
                conference = nil
            }
            var events: [[UInt8]] = []
            for _ in 0..<max(0, try reader.number()) { events.append(try reader.array()) }
            self.events = events
            key = ""
        }
    }

    extension ConferenceTime {
        /// A time of an event in UTC, or a floating one; nil for others.
        fileprivate init?(_ time: EventTime) {
            switch time {
            case .utc(let civil): self.init(seconds: civil.secondsSinceEpoch, isInstant: true)
            case .floating(let civil): self.init(seconds: civil.secondsSinceEpoch, isInstant: false)
            case .date, .zoned: return nil
            }
        }
    }

    extension Event {
        fileprivate var sortingKey: Int { start?.civil.secondsSinceEpoch ?? .min }
    }
#endif
