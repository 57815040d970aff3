#if Events
    package import GRDB

    /// Tables that other parts of the package keep in the file of a store.
    extension SQLiteStore {
        /// Adds tables; the names of the migrations must not be those of the store itself, which are numbers.
        package func addTables(_ migrator: DatabaseMigrator) throws {
            try SQLiteErrors.translated(path) {
                if try pool.read({ try migrator.hasCompletedMigrations($0) }) == false { try migrator.migrate(pool) }
            }
        }

        /// Reads one state of the file.
        package func readTables<Result>(_ body: (Database) throws -> Result) throws -> Result {
            try SQLiteErrors.translated(path) { try pool.read(body) }
        }

        /// Changes the file: all that `body` does, or nothing if it throws.
        package func writeTables<Result>(_ body: (Database) throws -> Result) throws -> Result {
            try SQLiteErrors.translated(path) {
                try pool.writeWithoutTransaction { database in
                    var result: Result?
                    try database.inTransaction(.immediate) {
                        result = try body(database)
                        return .commit
                    }
                    guard let result else { throw StoreError.damaged("no result") }
                    return result
                }
            }
        }
    }
#endif
