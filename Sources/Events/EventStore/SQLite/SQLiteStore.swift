#if Events
    internal import Foundation
    internal import GRDB
    internal import Synchronization

    /// A store in an SQLite file, which several processes may use: any number read while one writes.
    ///
    /// Next to the file are its write-ahead log and an index of that (`-wal`, `-shm`) while it is in use.
    public final class SQLiteStore: EventStore {
        /// The configuration with which the store was opened.
        public let configuration: StoreConfiguration
        /// The path of the file.
        public let path: String
        let pool: DatabasePool
        private let hub = ChangeHub()
        private let shells = ShellCache()

        /// How a file is opened.
        public enum Mode: Sendable {
            /// The file must exist.
            case existing
            /// The file is made if it does not exist.
            case creating
        }

        /// Opens a file.
        ///
        /// - Parameter patience: how many seconds to wait for another process that writes.
        /// - Throws: ``StoreError`` `not-a-store`, `newer-schema`, `damaged`, `read-only`, `locked` or `not-accessible`; the file is as it
        ///   was then.
        public init(
            _ path: String,
            _ configuration: StoreConfiguration = StoreConfiguration(),
            mode: Mode = .creating,
            patience: Double = 10
        ) throws {
            self.path = path
            self.configuration = configuration
            let isNew = !FileManager.default.fileExists(atPath: path)
            pool = try Self.removingRemains(of: path, isNew: isNew) {
                try Self.checkFile(path, mode)
                var options = Configuration()
                options.busyMode = .timeout(patience)
                options.prepareDatabase { database in
                    // Of a new file; writing many rows is faster by a fifth than with the pages of 4096 bytes that SQLite has by itself.
                    try database.execute(sql: "PRAGMA page_size = 16384")
                    try database.execute(sql: "PRAGMA synchronous = FULL")
                    try database.execute(sql: "PRAGMA cache_size = -131072")
                }
                let pool = try DatabasePool(path: path, configuration: options)
                if try pool.read({ try Schema.migrator.hasCompletedMigrations($0) }) == false {
                    try Schema.migrator.migrate(pool)
                }
                return pool
            }
        }

        /// Does what writes a new file; if it fails, what is left of the file is removed.
        private static func removingRemains<Result>(
            of path: String,
            isNew: Bool,
            _ body: () throws -> Result
        ) throws -> Result {
            do {
                return try SQLiteErrors.translated(path, body)
            } catch {
                let attributes = isNew ? try? FileManager.default.attributesOfItem(atPath: path) : nil
                // Another process may have made a store meanwhile.
                if attributes?[.size] as? Int == 0 {
                    for suffix in ["-wal", "-shm", ""] where FileManager.default.fileExists(atPath: path + suffix) {
                        try FileManager.default.removeItem(atPath: path + suffix)
                    }
                }
                throw error
            }
        }

        /// Refuses a file that is not a store before anything is written to it.
        private static func checkFile(_ path: String, _ mode: Mode) throws {
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            guard let size = attributes?[.size] as? Int else {
                if mode == .existing { throw StoreError.notAccessible("\(path): no such store") }
                return
            }
            if attributes?[.type] as? FileAttributeType == .typeDirectory { throw StoreError.notAStore(path) }
            guard size > 0 else {
                if mode == .existing { throw StoreError.notAStore(path) }
                return
            }
            if !FileManager.default.isWritableFile(atPath: path) { throw StoreError.readOnly(path) }
            let (id, version, tables) = try header(of: path)
            // A process that was killed while it made the store leaves an empty one, or the list of migrations alone.
            if tables == 0, id == 0, mode == .creating { return }
            guard id == Schema.applicationID else { throw StoreError.notAStore(path) }
            if version > Schema.version { throw StoreError.newerSchema(version, known: Schema.version) }
        }

        /// The application's number, the version and the count of tables that an SQLite file names.
        private static func header(of path: String, writing: Bool = false) throws -> (
            id: Int, version: Int, tables: Int
        ) {
            var options = Configuration()
            options.readonly = !writing
            do {
                return try DatabaseQueue(path: path, configuration: options).read { database in
                    (
                        try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
                        try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0,
                        try Int.fetchOne(
                            database,
                            sql: "SELECT count(*) FROM sqlite_schema WHERE tbl_name <> 'grdb_migrations'"
                        ) ?? 0
                    )
                }
            } catch let error as DatabaseError
                where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK && !writing
            {
                // What a killed process left half written is taken back by whoever may write.
                return try header(of: path, writing: true)
            }
        }

        /// Looks at one state of the store.
        public func read<Result>(_ body: (any StoreReading) throws -> Result) throws -> Result {
            try SQLiteErrors.translated(path) {
                try pool.read { database in
                    let state = SQLiteState(database, configuration, shells)
                    return try body(state)
                }
            }
        }

        /// Changes the store: all that `body` does, or nothing if it throws.
        public func write<Result>(_ body: (any StoreWriting) throws -> Result) throws -> Result {
            var changes: [StoreChange] = []
            var result: Result?
            do {
                try SQLiteErrors.translated(path) {
                    try pool.writeWithoutTransaction { database in
                        try database.inTransaction(.immediate) {
                            let state = SQLiteState(database, configuration, shells, keepsChanges: hub.hasListeners)
                            result = try body(state)
                            changes = state.changes
                            return .commit
                        }
                    }
                }
            } catch {
                // Shells that were added do not exist any longer.
                shells.clear()
                throw error
            }
            hub.tell(changes)
            guard let result else { throw StoreError.damaged("no result") }
            return result
        }

        /// Every change from now on that is written through this object.
        public func changes() -> AsyncStream<StoreChange> { hub.stream() }
    }

    extension SQLiteStore {
        /// Looks through the whole file.
        ///
        /// - Returns: what is wrong, in words; nothing if the store is sound.
        public func check() throws -> [String] {
            try SQLiteErrors.translated(path) {
                try pool.read { database in
                    var found = try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
                    for violation in try Row.fetchAll(database, sql: "PRAGMA foreign_key_check") {
                        found.append("a row of \(violation[0] as String) refers to a row that does not exist")
                    }
                    let state = SQLiteState(database, configuration, shells)
                    for uid in try state.uids() {
                        guard let event = try? state.event(uid: uid), event.uid == uid else {
                            found.append("the text of \(uid) cannot be read")
                            continue
                        }
                    }
                    return found
                }
            }
        }

        /// Writes a copy of the store, which must not exist yet; others may use the store meanwhile.
        public func backUp(to copy: String) throws {
            if FileManager.default.fileExists(atPath: copy) { throw StoreError.notAccessible("\(copy) exists already") }
            try Self.removingRemains(of: copy, isNew: true) {
                try pool.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [copy]) }
            }
        }

        /// Closes the file; the write-ahead log is merged into it.
        public func close() throws {
            try SQLiteErrors.translated(path) {
                do {
                    _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
                } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                    // Others use the file: the last one of them does it.
                }
                try pool.close()
            }
        }
    }

    /// What calendars held around their events, by the rows that hold it.
    final class ShellCache: Sendable {
        private let state = Mutex<(byID: [Int64: CalendarShell], ids: [CalendarShell: Int64])>(([:], [:]))

        func shell(_ id: Int64) -> CalendarShell? { state.withLock { $0.byID[id] } }
        func id(of shell: CalendarShell) -> Int64? { state.withLock { $0.ids[shell] } }

        func add(_ shell: CalendarShell, _ id: Int64) {
            state.withLock { state in
                if state.byID.count > 1000 { state = ([:], [:]) }
                state.byID[id] = shell
                state.ids[shell] = id
            }
        }

        func clear() { state.withLock { $0 = ([:], [:]) } }
    }

    /// SQLite's errors in the words of a store.
    enum SQLiteErrors {
        static func translated<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
            do {
                return try body()
            } catch let error as DatabaseError {
                throw translate(error, path)
            }
        }

        private static func translate(_ error: DatabaseError, _ path: String) -> StoreError {
            let words = error.message ?? "\(error.resultCode)"
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: return .locked(path)
            case .SQLITE_FULL: return .diskFull(path)
            case .SQLITE_READONLY, .SQLITE_PERM: return .readOnly(path)
            case .SQLITE_NOTADB: return .notAStore(path)
            case .SQLITE_CORRUPT: return .damaged(words)
            case .SQLITE_IOERR: return .writeFailed(path)
            case .SQLITE_CANTOPEN:
                let folder = (path as NSString).deletingLastPathComponent
                let isThere = FileManager.default.fileExists(atPath: folder.isEmpty ? "." : folder)
                return isThere ? .readOnly(path) : .notAccessible("\(path): no such folder")
            default: return .notAccessible("\(path): \(words)")
            }
        }
    }
#endif
