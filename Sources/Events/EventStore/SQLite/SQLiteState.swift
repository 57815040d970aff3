#if Events
    internal import CalendarModel
    internal import Foundation
    internal import GRDB

    /// One state of a store in a file: a transaction.
    final class SQLiteState: PreparedWriting {
        let configuration: StoreConfiguration
        let database: Database
        let shells: ShellCache
        private(set) var changes: [StoreChange] = []
        /// Whether changes are kept for listeners.
        private let keepsChanges: Bool
        /// Rows of users by the keys of their addresses.
        var rowsOfKeys: [String: Int64] = [:]
        /// Statements by where their text is.
        private var statements: [UInt: Statement] = [:]
        private var writers: [UInt: RowWriter] = [:]

        init(
            _ database: Database,
            _ configuration: StoreConfiguration,
            _ shells: ShellCache,
            keepsChanges: Bool = false
        ) {
            self.keepsChanges = keepsChanges
            self.database = database
            self.configuration = configuration
            self.shells = shells
        }

        /// Keeps the change of an event for listeners, if there are any.
        func note(_ change: StoreChange, from old: Event?, to new: Event?) {
            guard keepsChanges else { return }
            changes.append(change)
            changes += StoreChange.participations(from: old, to: new)
        }

        /// A statement that is prepared once.
        func statement(_ sql: StaticString) throws -> Statement {
            let place = unsafe UInt(bitPattern: sql.utf8Start)
            if let known = statements[place] { return known }
            let made = try database.cachedStatement(sql: sql.description)
            statements[place] = made
            return made
        }

        /// The writer of a statement that writes a row.
        func writer(_ sql: StaticString) throws -> RowWriter {
            let place = unsafe UInt(bitPattern: sql.utf8Start)
            if let known = writers[place] { return known }
            let made = RowWriter(try statement(sql), in: database)
            writers[place] = made
            return made
        }

        func execute(_ sql: StaticString, _ arguments: StatementArguments) throws {
            try statement(sql).execute(arguments: arguments)
        }

        func row(_ sql: StaticString, _ arguments: StatementArguments) throws -> Row? {
            try Row.fetchOne(try statement(sql), arguments: arguments)
        }

        func number(_ sql: StaticString, _ arguments: StatementArguments) throws -> Int64? {
            try Int64.fetchOne(try statement(sql), arguments: arguments)
        }
    }

    // MARK: - Users

    extension SQLiteState {
        private func user(_ row: Row) -> CalendarUser {
            let kind = CalendarUser.Kind(rawValue: row["kind"]) ?? .unknown
            let allowed = (row["allowed"] as String).split(separator: "\n").map(String.init)
            var user = CalendarUser(
                id: row["name_id"],
                name: row["name"],
                kind: kind,
                address: row["address"],
                timeZone: row["time_zone"],
                booking: BookingPolicy(
                    BookingPolicy.Rule(rawValue: row["rule"]) ?? .manual,
                    series: BookingPolicy.SeriesRule(rawValue: row["series_rule"]) ?? .all,
                    allowed: Set(allowed)
                )
            )
            user.isExternal = row["external"]
            return user
        }

        func user(id: String) throws -> CalendarUser? {
            try row("SELECT * FROM user WHERE name_id = ?", [id]).map(user)
        }

        func user(address: String) throws -> CalendarUser? {
            let key = CalendarUser.key(ofAddress: address)
            return try row("SELECT * FROM user WHERE address_key = ?", [key]).map(user) ?? user(id: key)
        }

        func users(named name: String) throws -> [CalendarUser] {
            let sql: StaticString = "SELECT * FROM user WHERE name = ? AND NOT external ORDER BY name_id"
            return try Row.fetchAll(statement(sql), arguments: [name]).map(user)
        }

        func users(of kind: CalendarUser.Kind?) throws -> [CalendarUser] {
            let sql: StaticString =
                "SELECT * FROM user WHERE (?1 IS NULL OR kind = ?1) AND NOT external ORDER BY name_id"
            return try Row.fetchAll(statement(sql), arguments: [kind?.rawValue]).map(user)
        }

        func members(ofGroup id: String) throws -> [String] {
            let sql: StaticString = """
                SELECT member.name_id FROM user AS owner
                JOIN membership ON group_id = owner.id JOIN user AS member ON member.id = member_id
                WHERE owner.name_id = ? ORDER BY number
                """
            return try String.fetchAll(statement(sql), arguments: [id])
        }

        func isNamed(_ user: CalendarUser) throws -> Bool {
            let sql: StaticString = """
                SELECT 1 FROM user JOIN participation ON user_id = user.id WHERE name_id = ? LIMIT 1
                """
            return try number(sql, [user.id]) != nil
        }

        func put(_ user: CalendarUser) throws {
            if user.id.isEmpty { throw StoreError.unknownUser("") }
            let key = user.addressKey
            let holder = try row("SELECT id, name_id, external FROM user WHERE address_key = ?", [key])
            if let holder, holder["name_id"] as String != user.id {
                guard holder["external"] as Bool, try number("SELECT id FROM user WHERE name_id = ?", [user.id]) == nil
                else {
                    throw StoreError.addressInUse(user.address)
                }
                // Who was known by address only gets a name: events that name the address name this user.
                try execute("UPDATE user SET name_id = ? WHERE id = ?", [user.id, holder["id"] as Int64])
            }
            try execute(
                """
                INSERT INTO user (name_id, name, kind, address, address_key, time_zone, rule, series_rule, allowed, external)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (name_id) DO UPDATE SET name = excluded.name, kind = excluded.kind, address = excluded.address,
                address_key = excluded.address_key, time_zone = excluded.time_zone, rule = excluded.rule,
                series_rule = excluded.series_rule, allowed = excluded.allowed, external = excluded.external
                """,
                [
                    user.id, user.name, user.kind.rawValue, user.address, key, user.timeZone,
                    user.booking.rule.rawValue,
                    user.booking.series.rawValue, user.booking.allowed.sorted().joined(separator: "\n"),
                    user.isExternal,
                ]
            )
            rowsOfKeys = [:]
        }

        func remove(user id: String) throws {
            try execute("DELETE FROM user WHERE name_id = ?", [id])
            rowsOfKeys = [:]
        }

        func add(_ member: String, toGroup group: String) throws {
            try execute(
                """
                INSERT OR IGNORE INTO membership (group_id, member_id, number)
                SELECT owner.id, member.id, (SELECT coalesce(max(number), 0) + 1 FROM membership WHERE group_id = owner.id)
                FROM user AS owner, user AS member WHERE owner.name_id = ? AND member.name_id = ?
                """,
                [group, member]
            )
        }

        func remove(_ member: String, fromGroup group: String) throws {
            try execute(
                """
                DELETE FROM membership WHERE group_id = (SELECT id FROM user WHERE name_id = ?)
                AND member_id = (SELECT id FROM user WHERE name_id = ?)
                """,
                [group, member]
            )
        }

        /// The row of a user by the key of its address; nil if no user has it.
        func rowID(ofKey key: String) throws -> Int64? {
            if let known = rowsOfKeys[key] { return known }
            let found =
                try number("SELECT id FROM user WHERE address_key = ?", [key])
                ?? number("SELECT id FROM user WHERE name_id = ?", [key])
            if let found { rowsOfKeys[key] = found }
            return found
        }

        /// The row of a participant, who is added if no user has the address.
        func rowID(of participation: Participation) throws -> Int64 {
            let key = participation.addressKey
            if let known = try rowID(ofKey: key) { return known }
            let others = rowsOfKeys
            try put(CalendarUser(external: participation))
            rowsOfKeys = others
            rowsOfKeys[key] = database.lastInsertedRowID
            return database.lastInsertedRowID
        }
    }

    // MARK: - Messages

    extension SQLiteState {
        func messages() throws -> [StoredMessage] {
            try Row.fetchAll(statement("SELECT * FROM message ORDER BY id")).map { row in
                StoredMessage(
                    id: row["name"],
                    method: row["method"],
                    uid: row["uid"],
                    sender: row["sender"],
                    recipients: (row["recipients"] as String).split(separator: "\n").map(String.init),
                    text: Array(row["content"] as Data)
                )
            }
        }

        func scheduling(of uid: String) throws -> SchedulingState {
            guard let row = try row("SELECT state FROM scheduling WHERE uid = ?", [uid]) else {
                return SchedulingState()
            }
            return try JSONDecoder().decode(SchedulingState.self, from: Data((row[0] as String).utf8))
        }

        func setScheduling(_ state: SchedulingState, of uid: String) throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            let text = String(decoding: try encoder.encode(state), as: UTF8.self)
            try execute(
                "INSERT INTO scheduling (uid, state) VALUES (?, ?) ON CONFLICT (uid) DO UPDATE SET state = excluded.state",
                [uid, text]
            )
        }

        func queue(_ message: StoredMessage) throws {
            try execute(
                "INSERT INTO message (name, method, uid, sender, recipients, content) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    message.id, message.method, message.uid, message.sender, message.recipients.joined(separator: "\n"),
                    Data(message.text),
                ]
            )
        }

        func removeMessage(_ id: String) throws { try execute("DELETE FROM message WHERE name = ?", [id]) }
    }
#endif
