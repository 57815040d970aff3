#if Service
    internal import Bytes
    internal import EventStore
    internal import Files
    internal import Foundation
    internal import GRDB
    internal import KalendsEvents

    /// The exports in the store: who promised what, who works on it, and what came out.
    ///
    /// Who works on a task holds a lease, and says so again and again; once the lease is over, another takes the task.
    final class TaskBoard: Sendable {
        /// Wakes who waits for a change of a task.
        let changes = ChangeSignal()
        private let store: SQLiteStore
        private let settings: ServiceSettings
        /// What leases of this process are under.
        private let owner = RandomText.hexadecimal(bytes: 8)
        /// How often a task is begun before it fails.
        static let mostAttempts = 5

        init(_ store: SQLiteStore, _ settings: ServiceSettings) {
            self.store = store
            self.settings = settings
        }

        private var now: Int { Environment.secondsSinceEpoch() }

        /// Promises an export: a new task, or the one that exports the same content.
        ///
        /// - Parameter promise: what a client repeats its request with; the same one gives the same task.
        /// - Throws: ``Problem`` `unprocessable` if the promise was made for another request.
        func promise(_ request: ExportRequest, contentKey: String, promise: String?) throws -> (
            task: ExportTask, isNew: Bool
        ) {
            let now = now
            let result = try store.writeTables { database -> (ExportTask, Bool) in
                if let promise,
                    let row = try Row.fetchOne(
                        database,
                        sql: "SELECT request, task_id FROM export_promise WHERE key = ?",
                        arguments: [promise]
                    )
                {
                    guard (row["request"] as String) == request.text else {
                        throw Problem.unprocessable(
                            "The Idempotency-Key was used for another export",
                            "Use a new key for each different request."
                        )
                    }
                    if let task = try Self.task(row["task_id"], now, database), task.state != .revoked,
                        task.expires ?? .max > now
                    {
                        return (task, false)
                    }
                }
                let same = try Row.fetchOne(
                    database,
                    sql: """
                        SELECT \(ExportTask.columns) FROM export_task WHERE content_key = ? AND state IN \
                        ('PENDING', 'STARTED', 'RETRY', 'SUCCESS') AND (expires IS NULL OR expires > ?) ORDER BY created LIMIT 1
                        """,
                    arguments: [contentKey, now]
                )
                let task: ExportTask
                if let same {
                    task = ExportTask(same, now: now)
                } else {
                    let id = UUID().uuidString.lowercased()
                    try database.execute(
                        sql: """
                            INSERT INTO export_task (id, event, form, packing, content_key, state, created) \
                            VALUES (?, ?, ?, ?, ?, 'PENDING', ?)
                            """,
                        arguments: [id, request.event, request.form, request.packing.rawValue, contentKey, now]
                    )
                    guard let new = try Self.task(id, now, database) else { throw StoreError.damaged("a task is gone") }
                    task = new
                }
                if let promise {
                    try database.execute(
                        sql: "INSERT OR REPLACE INTO export_promise (key, request, task_id) VALUES (?, ?, ?)",
                        arguments: [promise, request.text, task.id]
                    )
                }
                return (task, same == nil)
            }
            if result.1 { changes.wake() }
            return result
        }

        private static func task(_ id: String, _ now: Int, _ database: Database) throws -> ExportTask? {
            try Row.fetchOne(
                database,
                sql: "SELECT \(ExportTask.columns) FROM export_task WHERE id = ?",
                arguments: [id]
            ).map { ExportTask($0, now: now) }
        }

        /// The task of an id; nil if there is none.
        func task(_ id: String) throws -> ExportTask? {
            let now = now
            return try store.readTables { try Self.task(id, now, $0) }
        }

        /// Cancels a task, and removes the file of one that is finished.
        func cancel(_ id: String) throws {
            let now = now
            try store.writeTables { database in
                try database.execute(
                    sql: """
                        UPDATE export_task SET state = 'REVOKED', finished = coalesce(finished, ?), expires = ?, owner = NULL, \
                        lease_until = NULL, content = NULL WHERE id = ? AND state <> 'FAILURE'
                        """,
                    arguments: [now, now + settings.exportHours * 3600, id]
                )
            }
            changes.wake()
        }

        /// The file of an export.
        func file(_ download: String) throws -> (name: String, mediaType: String, tag: String, bytes: [UInt8])? {
            let now = now
            return try store.readTables { database in
                guard
                    let row = try Row.fetchOne(
                        database,
                        sql:
                            "SELECT file_name, media_type, entity_tag, content, expires FROM export_task WHERE download = ?",
                        arguments: [download]
                    )
                else { return nil }
                let expires: Int? = row["expires"]
                guard let content = row["content"] as Data?, (expires ?? .max) > now else {
                    throw Problem.gone("The file of this export was removed. Start the export again.")
                }
                return (row["file_name"], row["media_type"], row["entity_tag"], Array(content))
            }
        }
    }

    // MARK: - Working

    extension TaskBoard {
        /// The oldest task that nobody works on, under a lease of this process.
        func claim() throws -> ExportTask? {
            let now = now
            return try store.writeTables { database in
                try database.execute(
                    sql: """
                        UPDATE export_task SET state = 'FAILURE', finished = ?, expires = ?, owner = NULL, lease_until = NULL, problem = ? \
                        WHERE (state IN ('PENDING', 'RETRY') OR state = 'STARTED' AND lease_until <= ?) AND attempts >= ?
                        """,
                    arguments: [
                        now, now + self.settings.exportHours * 3600, Self.text(of: Self.exhausted), now,
                        Self.mostAttempts,
                    ]
                )
                guard
                    let id = try String.fetchOne(
                        database,
                        sql: """
                            SELECT id FROM export_task WHERE state IN ('PENDING', 'RETRY') \
                            OR state = 'STARTED' AND lease_until <= ? ORDER BY created, id LIMIT 1
                            """,
                        arguments: [now]
                    )
                else { return nil }
                try database.execute(
                    sql: """
                        UPDATE export_task SET state = 'STARTED', owner = ?, lease_until = ?, attempts = attempts + 1, done = 0, \
                        started = coalesce(started, ?) WHERE id = ?
                        """,
                    arguments: [self.owner, now + self.settings.leaseSeconds, now, id]
                )
                return try Self.task(id, now, database)
            }
        }

        private static let exhausted = Problem.unprocessable(
            "The export was given up",
            "It was begun \(mostAttempts) times, and each time what worked on it ended before it was done. Start it again."
        )

        private static func text(of problem: Problem) -> String {
            String(decoding: problem.json.line.dropLast(), as: UTF8.self)
        }

        /// Changes a task that this process holds.
        ///
        /// - Returns: false if it does not hold it any longer.
        private func change(_ id: String, _ assignments: String, _ arguments: StatementArguments) throws -> Bool {
            let isHeld = try store.writeTables { database in
                try database.execute(
                    sql: "UPDATE export_task SET \(assignments) WHERE id = ? AND owner = ? AND state = 'STARTED'",
                    arguments: arguments + [id, self.owner]
                )
                return database.changesCount == 1
            }
            changes.wake()
            return isHeld
        }

        /// Renews a lease, and notes how far the work is.
        func renew(_ id: String, done: Int, total: Int) throws -> Bool {
            try change(id, "lease_until = ?, done = ?, total = ?", [now + settings.leaseSeconds, done, total])
        }

        /// Whether this process holds a task.
        func isHeld(_ id: String) -> Bool {
            do {
                return try store.readTables { database in
                    let found = try Int.fetchOne(
                        database,
                        sql: "SELECT 1 FROM export_task WHERE id = ? AND owner = ? AND state = 'STARTED'",
                        arguments: [id, self.owner]
                    )
                    return found != nil
                }
            } catch {
                // It will turn out once the task is changed.
                return true
            }
        }

        /// Gives a task back whose attempt failed, though another one may succeed.
        func retry(_ id: String) throws {
            _ = try change(id, "state = 'RETRY', owner = NULL, lease_until = NULL, done = 0", [])
        }

        /// Gives a task back that was not finished; the attempt does not count.
        func giveBack(_ id: String) throws {
            _ = try change(
                id,
                "state = 'RETRY', owner = NULL, lease_until = NULL, attempts = attempts - 1, done = 0",
                []
            )
        }

        /// Ends a task with its file.
        func finish(_ id: String, _ answer: WorkAnswer, contentKey: String, count: Int) throws -> Bool {
            let bytes = try answer.bytes
            return try change(
                id,
                """
                state = 'SUCCESS', owner = NULL, lease_until = NULL, finished = ?, expires = ?, done = ?, total = ?, content_key = ?, \
                download = ?, file_name = ?, media_type = ?, entity_tag = ?, content = ?
                """,
                [
                    now, now + settings.exportHours * 3600, count, count, contentKey, RandomText.hexadecimal(bytes: 24),
                    answer.name, answer.mediaType, EntityTag.of(bytes), Data(bytes),
                ]
            )
        }

        /// Ends a task with the reason of its failure.
        func fail(_ id: String, _ problem: Problem) throws {
            _ = try change(
                id,
                "state = 'FAILURE', owner = NULL, lease_until = NULL, finished = ?, expires = ?, problem = ?",
                [now, now + settings.exportHours * 3600, Self.text(of: problem)]
            )
        }

        /// Removes the files of exports whose time is over, and forgets tasks some time after that.
        func sweep() throws {
            let now = now
            let forgotten = now - 30 * 86_400
            try store.writeTables { database in
                try database.execute(
                    sql: "UPDATE export_task SET content = NULL WHERE expires <= ? AND content IS NOT NULL",
                    arguments: [now]
                )
                try database.execute(sql: "DELETE FROM export_task WHERE expires <= ?", arguments: [forgotten])
            }
        }
    }
#endif
