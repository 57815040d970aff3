internal import Bytes
internal import ICalendar

/// A conference: an event with sessions and speakers.
struct Conference: Hashable, Sendable {
    /// What URLs know it by, such as `b8324ae2`.
    var identifier = ""
    var name = ""
    var subtitle = ""
    /// Plain text.
    var description = ""
    var url = ""
    var venue = ""
    var city = ""
    var latitude = ""
    var longitude = ""
    var organizer = ""
    /// An IANA name; empty if the source has none.
    var timeZone = ""
    var start: ConferenceTime?
    /// The moment after it.
    var end: ConferenceTime?
    var sessions: [Session] = []

    /// One session.
    struct Session: Hashable, Sendable {
        /// What the source knows it by.
        var id = ""
        var title = ""
        var subtitle = ""
        /// A few sentences, as plain text.
        var abstract = ""
        /// The long text, as plain text.
        var description = ""
        var kind = ""
        var track = ""
        var language = ""
        var room = ""
        var slug = ""
        var url = ""
        /// The state of a proposal; empty where every session is one of the schedule.
        var state = ""
        var start: ConferenceTime?
        /// The moment after it.
        var end: ConferenceTime?
        var speakers: [Speaker] = []
    }

    /// One speaker.
    struct Speaker: Hashable, Sendable {
        var id = ""
        var name = ""
    }
}

/// When something at a conference takes place: an instant, or a local time where the source names neither offset nor zone.
struct ConferenceTime: Hashable, Sendable {
    /// Seconds since 1970, in UTC or on the wall.
    var seconds: Int
    var isInstant: Bool

    /// Reads ISO 8601, with or without an offset; nil for anything else.
    init?(_ text: String) {
        guard let written = WrittenTime(Array(text.utf8).span), let moment = written.moment, !written.isDate else {
            return nil
        }
        self.init(seconds: moment.secondsSinceEpoch, isInstant: written.suffix != .none)
    }

    init(seconds: Int, isInstant: Bool) {
        self.seconds = seconds
        self.isInstant = isInstant
    }

    /// The value of DTSTART, and of the facts that are stored.
    var text: String { CivilDateTime(secondsSinceEpoch: seconds).basicText + (isInstant ? "Z" : "") }
}

extension Conference.Session {
    /// Whether it is part of the published schedule: accepted or confirmed, or of a source without states.
    var isPublished: Bool { ["", "accepted", "confirmed"].contains(state) }

    /// The UID of its event, which is the same in every export.
    func uid(in conference: String) -> String { "\(id)-\(conference)" }
}

// MARK: - As stored

extension Conference {
    private typealias Field<Value> = (name: String, path: any WritableKeyPath<Value, String> & Sendable)

    // swift-format-ignore
    private static let fields: [Field<Conference>] = [
        ("name", \.name), ("subtitle", \.subtitle), ("description", \.description), ("url", \.url), ("venue", \.venue),
        ("city", \.city), ("latitude", \.latitude), ("longitude", \.longitude), ("organizer", \.organizer), ("timeZone", \.timeZone),
    ]

    // swift-format-ignore
    private static let sessionFields: [Field<Session>] = [
        ("id", \.id), ("title", \.title), ("subtitle", \.subtitle), ("abstract", \.abstract), ("description", \.description),
        ("kind", \.kind), ("track", \.track), ("language", \.language), ("room", \.room), ("slug", \.slug), ("url", \.url),
        ("state", \.state),
    ]

    private static func members<Value>(_ value: Value, _ fields: [Field<Value>]) -> [(String, JSON?)] {
        fields.map { field in
            let text = value[keyPath: field.path]
            return (field.name, text.isEmpty ? nil : .text(text))
        }
    }

    /// What is stored of the conference, except its sessions.
    var facts: JSON {
        .verbatim(
            Self.members(self, Self.fields) + [
                ("start", start.map { .text($0.text) }), ("end", end.map { .text($0.text) }),
            ]
        )
    }

    /// A conference without its sessions.
    init(identifier: String, facts: JSON) {
        self.identifier = identifier
        for field in Self.fields { self[keyPath: field.path] = facts[field.name]?.text ?? "" }
        start = facts["start"]?.text.flatMap(ConferenceTime.init)
        end = facts["end"]?.text.flatMap(ConferenceTime.init)
    }

    /// What is stored of a session.
    static func facts(of session: Session) -> JSON {
        let speakers = session.speakers.map { JSON.verbatim([("id", .text($0.id)), ("name", .text($0.name))]) }
        return .verbatim(
            members(session, sessionFields) + [
                ("start", session.start.map { .text($0.text) }), ("end", session.end.map { .text($0.text) }),
                ("speakers", .list(speakers)),
            ]
        )
    }

    static func session(_ facts: JSON) -> Session {
        var session = Session()
        for field in sessionFields { session[keyPath: field.path] = facts[field.name]?.text ?? "" }
        session.start = facts["start"]?.text.flatMap(ConferenceTime.init)
        session.end = facts["end"]?.text.flatMap(ConferenceTime.init)
        session.speakers = (facts["speakers"]?.list ?? []).map {
            Speaker(id: $0["id"]?.text ?? "", name: $0["name"]?.text ?? "")
        }
        return session
    }

    /// The conference with its sessions, for another process.
    var written: [UInt8] {
        var text = JSONText()
        text.add("facts", facts)
        text.add("sessions", .list(sessions.map(Self.facts)))
        return text.line
    }

    /// A conference that another process wrote; nil if it is none.
    init?(identifier: String, written: [UInt8]) {
        guard let json = JSON(written), let facts = json["facts"], let sessions = json["sessions"]?.list else {
            return nil
        }
        self.init(identifier: identifier, facts: facts)
        self.sessions = sessions.map(Self.session)
    }
}
