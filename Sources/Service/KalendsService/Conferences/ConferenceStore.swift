#if Service
    internal import Bytes
    internal import CalendarModel
    internal import EventStore
    internal import GRDB
    internal import ICalendar
    internal import Kalends
    internal import KalendsEvents

    extension SQLiteStore {
        /// What filling in a conference did.
        struct Filling: Sendable {
            var id = 0
            var isNew = false
            var created = 0
            var modified = 0
            var unchanged = 0
            var deleted = 0
            /// The ids of sessions without a time, which have no event.
            var withoutTime: [String] = []
        }

        /// The conference of an identifier or a number, with its sessions as the source had them.
        func conference(_ id: String) throws -> Conference? {
            try readTables { database in
                let row =
                    try Row.fetchOne(
                        database,
                        sql: "SELECT * FROM conference WHERE identifier = ?",
                        arguments: [id]
                    )
                    ?? Int(id).flatMap {
                        try Row.fetchOne(database, sql: "SELECT * FROM conference WHERE id = ?", arguments: [$0])
                    }
                guard let row, let facts = JSON(Array((row["facts"] as String).utf8)) else { return nil }
                var conference = Conference(identifier: row["identifier"], facts: facts)
                let number: Int64 = row["id"]
                let sessions = try String.fetchAll(
                    database,
                    sql: "SELECT facts FROM conference_session WHERE conference_id = ? ORDER BY number",
                    arguments: [number]
                )
                conference.sessions = sessions.compactMap { JSON(Array($0.utf8)).map(Conference.session) }
                return conference
            }
        }

        /// Number, identifier, name and how many sessions of each conference.
        func conferences() throws -> [(id: Int, identifier: String, name: String, sessions: Int)] {
            try readTables { database in
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT id, identifier, facts, \
                        (SELECT count(*) FROM conference_session WHERE conference_id = conference.id) AS sessions \
                        FROM conference ORDER BY id
                        """
                ).map { row in
                    let facts = JSON(Array((row["facts"] as String).utf8))
                    return (row["id"], row["identifier"], facts?["name"]?.text ?? "", row["sessions"])
                }
            }
        }

        /// Puts a conference into the store, instead of what was there of it: its sessions become events, and events of sessions that
        /// it no longer has are deleted.
        func fill(_ conference: Conference) throws -> Filling {
            var filling = Filling()
            let former = Set(
                try self.conference(conference.identifier)?.sessions.map { $0.uid(in: conference.identifier) } ?? []
            )
            let stamp = EventTime.utc(configuration.nowUTC).description
            let zones = configuration.zones
            try write { state in
                var present: Set<String> = []
                for session in conference.sessions {
                    let uid = session.uid(in: conference.identifier)
                    guard present.insert(uid).inserted else {
                        throw Problem.unprocessable("Two sessions have one id", "The id \(session.id) occurs twice.")
                    }
                    let known = try state.event(uid: uid)
                    // An event that means the same keeps its time stamp.
                    let kept = known?.item.stamp.map { EventTime.utc($0).description }
                    if let known, let kept,
                        ConferenceCalendar.event(of: session, in: conference, stamp: kept) == known.text.components
                    {
                        filling.unchanged += 1
                        continue
                    }
                    guard let lines = ConferenceCalendar.event(of: session, in: conference, stamp: stamp) else {
                        filling.withoutTime.append(session.id)
                        present.remove(uid)
                        continue
                    }
                    try state.put(Event(EventText(shell: .own, components: lines), zones: zones))
                    if known == nil { filling.created += 1 } else { filling.modified += 1 }
                }
                for uid in former.subtracting(present) where try state.event(uid: uid) != nil {
                    try state.delete(uid: uid)
                    filling.deleted += 1
                }
            }
            try writeTables { database in
                let facts = String(decoding: conference.facts.line.dropLast(), as: UTF8.self)
                filling.isNew =
                    try Int64.fetchOne(
                        database,
                        sql: "SELECT id FROM conference WHERE identifier = ?",
                        arguments: [conference.identifier]
                    ) == nil
                try database.execute(
                    sql: """
                        INSERT INTO conference (identifier, facts) VALUES (?, ?) \
                        ON CONFLICT (identifier) DO UPDATE SET facts = excluded.facts
                        """,
                    arguments: [conference.identifier, facts]
                )
                let id = try Int64.fetchOne(
                    database,
                    sql: "SELECT id FROM conference WHERE identifier = ?",
                    arguments: [conference.identifier]
                )
                filling.id = Int(id ?? 0)
                try database.execute(sql: "DELETE FROM conference_session WHERE conference_id = ?", arguments: [id])
                for (number, session) in conference.sessions.enumerated() {
                    let facts = String(decoding: Conference.facts(of: session).line.dropLast(), as: UTF8.self)
                    try database.execute(
                        sql: "INSERT INTO conference_session (conference_id, number, uid, facts) VALUES (?, ?, ?, ?)",
                        arguments: [id, number, session.uid(in: conference.identifier), facts]
                    )
                }
            }
            return filling
        }
    }
#endif
