#if Service
    internal import GRDB

    /// The tables of the service in the file of a store.
    enum ServiceSchema {
        /// Brings a database to the newest state.
        static var migrator: DatabaseMigrator {
            var migrator = DatabaseMigrator()
            migrator.registerMigration("service-1") { try $0.execute(sql: tables) }
            return migrator
        }

        private static let tables = """
            -- Who may do what. Of a token only its hash is kept; times are seconds since 1970.
            CREATE TABLE service_token (
                id TEXT PRIMARY KEY,
                name TEXT NOT NULL,
                hash BLOB NOT NULL,
                scopes TEXT NOT NULL,
                created INTEGER NOT NULL,
                expires INTEGER,
                revoked INTEGER
            ) STRICT, WITHOUT ROWID;

            -- Conferences: what is known of them as a whole, as JSON. Their sessions are events of the store.
            CREATE TABLE conference (
                id INTEGER PRIMARY KEY,
                identifier TEXT NOT NULL UNIQUE CHECK (identifier <> ''),
                facts TEXT NOT NULL
            ) STRICT;
            CREATE TABLE conference_session (
                conference_id INTEGER NOT NULL REFERENCES conference ON DELETE CASCADE,
                number INTEGER NOT NULL,
                uid TEXT NOT NULL,
                facts TEXT NOT NULL,
                PRIMARY KEY (conference_id, number)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX conference_session_by_uid ON conference_session (uid);

            -- Exports. Who works on one holds a lease that ends unless it is renewed.
            CREATE TABLE export_task (
                id TEXT PRIMARY KEY,
                event TEXT NOT NULL,
                form TEXT NOT NULL,
                packing TEXT NOT NULL,
                content_key TEXT NOT NULL,
                state TEXT NOT NULL,
                done INTEGER NOT NULL DEFAULT 0,
                total INTEGER NOT NULL DEFAULT 0,
                attempts INTEGER NOT NULL DEFAULT 0,
                created INTEGER NOT NULL,
                started INTEGER,
                finished INTEGER,
                expires INTEGER,
                owner TEXT,
                lease_until INTEGER,
                problem TEXT,
                download TEXT UNIQUE,
                file_name TEXT,
                media_type TEXT,
                entity_tag TEXT,
                content BLOB
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX export_task_by_content ON export_task (content_key, state);
            CREATE INDEX export_task_by_state ON export_task (state, created);
            -- What a client that repeats a request with its Idempotency-Key gets again.
            CREATE TABLE export_promise (
                key TEXT PRIMARY KEY,
                request TEXT NOT NULL,
                task_id TEXT NOT NULL REFERENCES export_task ON DELETE CASCADE
            ) STRICT, WITHOUT ROWID;
            """
    }
#endif
