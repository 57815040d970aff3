internal import Bytes
internal import Kalends

/// Reads Open Event's own export: a ZIP archive of JSON texts `event`, `sessions`, `speakers`, `microlocations`, `tracks` and
/// `session_types`.
///
/// Both generations of names are read: `starts_at` and `start_time`, `external_event_url` and `event_url`.
struct OpenEventImport {
    /// Why an archive is not such an export.
    struct Fault: Error {
        let text: String
    }

    private let files: [String: JSON]

    /// Reads a conference.
    ///
    /// - Parameter limit: how many bytes all files together may have.
    static func conference(in archive: [UInt8], limit: Int) throws(Fault) -> Conference {
        guard let entries = CompressedFile.entries(of: archive, limit: limit, total: limit) else {
            throw Fault(text: "it is not a ZIP archive")
        }
        var files: [String: JSON] = [:]
        for entry in entries {
            let name = entry.name.split(separator: "/").last.map(String.init) ?? ""
            let key = name.hasSuffix(".json") ? String(name.dropLast(5)) : name
            guard known.contains(key), files[key] == nil else { continue }
            guard case .success(let bytes) = entry.content else {
                throw Fault(text: "\(entry.name) in the archive is damaged or too large")
            }
            guard let json = JSON(bytes) else { throw Fault(text: "\(entry.name) in the archive is not JSON") }
            files[key] = json
        }
        return try OpenEventImport(files: files).conference()
    }

    private static let known: Set<String> = [
        "event", "sessions", "speakers", "microlocations", "tracks", "session_types",
    ]

    private func conference() throws(Fault) -> Conference {
        guard let event = files["event"], event["name"]?.text != nil else {
            throw Fault(text: "the archive has no event with a name")
        }
        var conference = Conference()
        conference.identifier = event["identifier"]?.text ?? event["id"].flatMap(Self.text) ?? ""
        conference.name = event.string("name")
        conference.description = PlainText.of(event.string("description"))
        conference.url = event.string("external_event_url", "event_url")
        conference.venue = event.string("location_name")
        conference.latitude = event["latitude"].flatMap(Self.text) ?? ""
        conference.longitude = event["longitude"].flatMap(Self.text) ?? ""
        conference.organizer = event.string("organizer_name", "owner_name")
        conference.timeZone = event.string("timezone")
        conference.start = event.time("starts_at", "start_time")
        conference.end = event.time("ends_at", "end_time")
        let (tracks, rooms, kinds) = (names("tracks"), names("microlocations"), names("session_types"))
        let speakers = names("speakers")
        for row in files["sessions"]?.list ?? [] {
            var session = Conference.Session()
            session.id = row["id"].flatMap(Self.text) ?? ""
            guard !session.id.isEmpty else { throw Fault(text: "a session has no id") }
            session.title = row.string("title")
            session.subtitle = row.string("subtitle")
            session.abstract = PlainText.of(row.string("short_abstract"))
            session.description = PlainText.of(row.string("long_abstract"))
            session.kind = Self.name(row, "session_type", kinds)
            session.track = Self.name(row, "track", tracks)
            session.room = Self.name(row, "microlocation", rooms)
            session.language = row.string("language")
            session.state = row.string("state")
            session.url = row.string("signup_url")
            session.start = row.time("starts_at", "start_time")
            session.end = row.time("ends_at", "end_time")
            session.speakers = (row["speakers"]?.list ?? []).map { speaker in
                let id = speaker["id"].flatMap(Self.text) ?? Self.text(speaker) ?? ""
                return Conference.Speaker(id: id, name: speaker["name"]?.text ?? speakers[id] ?? "")
            }
            conference.sessions.append(session)
        }
        return conference
    }

    /// The names in a file, by id.
    private func names(_ file: String) -> [String: String] {
        Dictionary(
            (files[file]?.list ?? []).compactMap { row in row["id"].flatMap(Self.text).map { ($0, row.string("name")) }
            }
        ) { first, _ in first }
    }

    /// The name of what a session refers to: an object with id and name, an id, or a member that ends in `_id`.
    private static func name(_ row: JSON, _ member: String, _ names: [String: String]) -> String {
        if let name = row[member]?["name"]?.text { return name }
        let id = (row[member]?["id"] ?? row[member] ?? row["\(member)_id"]).flatMap(text)
        return id.flatMap { names[$0] } ?? ""
    }

    private static func text(_ value: JSON) -> String? {
        switch value {
        case .text(let text), .decimal(let text): text
        case .number(let number): String(number)
        default: nil
        }
    }
}

extension JSON {
    /// The first member of these names that is a text.
    fileprivate func string(_ names: String...) -> String { names.lazy.compactMap { self[$0]?.text }.first ?? "" }

    fileprivate func time(_ names: String...) -> ConferenceTime? {
        names.lazy.compactMap { self[$0]?.text }.first.flatMap(ConferenceTime.init)
    }
}
