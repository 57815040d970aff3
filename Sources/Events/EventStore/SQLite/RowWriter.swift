#if Events
    internal import GRDB
    internal import GRDBSQLite

    /// A statement that writes many rows. Values go to SQLite one by one, in the order of its marks; SQLite copies them.
    final class RowWriter {
        private let statement: Statement
        private let database: Database
        private var count: Int32 = 0
        private var failure: Int32 = SQLITE_OK

        /// Makes SQLite copy what it is given (SQLITE_TRANSIENT).
        private static var copied: sqlite3_destructor_type {
            unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        }

        init(_ statement: Statement, in database: Database) {
            self.statement = statement
            self.database = database
        }

        private func note(_ code: Int32) { if code != SQLITE_OK, failure == SQLITE_OK { failure = code } }

        /// Adds a number, or NULL.
        func add(_ value: Int64?) {
            count += 1
            if let value {
                note(unsafe sqlite3_bind_int64(statement.sqliteStatement, count, value))
            } else {
                note(unsafe sqlite3_bind_null(statement.sqliteStatement, count))
            }
        }

        /// Adds a number, or NULL.
        func add(_ value: Int?) { add(value.map(Int64.init)) }

        /// Adds a truth value as 0 or 1.
        func add(_ value: Bool) { add(value ? 1 as Int64 : 0) }

        /// Adds a text, or NULL.
        func add(_ value: String?) {
            count += 1
            guard var value else { return note(unsafe sqlite3_bind_null(statement.sqliteStatement, count)) }
            // Without bytes there may be no pointer, which SQLite takes for NULL.
            if value.isEmpty {
                return note(unsafe sqlite3_bind_text(statement.sqliteStatement, count, "", 0, Self.copied))
            }
            value.withUTF8 { text in
                unsafe text.withMemoryRebound(to: CChar.self) { characters in
                    let length = sqlite3_uint64(characters.count)
                    note(
                        unsafe sqlite3_bind_text64(
                            statement.sqliteStatement,
                            count,
                            characters.baseAddress,
                            length,
                            Self.copied,
                            UInt8(SQLITE_UTF8)
                        )
                    )
                }
            }
        }

        /// Adds bytes.
        func add(_ value: [UInt8]) {
            count += 1
            if value.isEmpty { return note(unsafe sqlite3_bind_zeroblob(statement.sqliteStatement, count, 0)) }
            unsafe value.withUnsafeBytes { bytes in
                let length = sqlite3_uint64(bytes.count)
                note(
                    unsafe sqlite3_bind_blob64(statement.sqliteStatement, count, bytes.baseAddress, length, Self.copied)
                )
            }
        }

        /// Writes the row, and begins the next one.
        ///
        /// - Throws: GRDB's error.
        func write() throws { _ = try hasRow() }

        /// Whether the statement, a question, has an answer; begins the next one.
        ///
        /// - Throws: GRDB's error.
        func hasRow() throws -> Bool {
            let code = failure == SQLITE_OK ? unsafe sqlite3_step(statement.sqliteStatement) : failure
            let isDone = code == SQLITE_DONE || code == SQLITE_ROW
            let error =
                isDone
                ? nil
                : DatabaseError(
                    resultCode: ResultCode(rawValue: code),
                    message: unsafe String(cString: sqlite3_errmsg(database.sqliteConnection))
                )
            unsafe sqlite3_reset(statement.sqliteStatement)
            (count, failure) = (0, SQLITE_OK)
            if let error { throw error }
            return code == SQLITE_ROW
        }
    }
#endif
