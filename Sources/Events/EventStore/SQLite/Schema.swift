#if Events
    internal import GRDB

    /// The tables of a store.
    enum Schema {
        /// What SQLite files of stores have in their header (`KALE`).
        static let applicationID = 0x4B41_4C45
        /// The version that this program writes.
        static let version = 1

        /// Brings a database to ``version``.
        static var migrator: DatabaseMigrator {
            var migrator = DatabaseMigrator()
            migrator.registerMigration("1") { database in
                try database.execute(sql: "PRAGMA application_id = \(applicationID)")
                try database.execute(sql: "PRAGMA user_version = 1")
                try database.execute(sql: tables)
            }
            return migrator
        }

        private static let tables = """
            -- People, rooms, resources and groups; external ones are known only from events that name their address.
            CREATE TABLE user (
                id INTEGER PRIMARY KEY,
                name_id TEXT NOT NULL UNIQUE CHECK (name_id <> ''),
                name TEXT NOT NULL,
                kind TEXT NOT NULL,
                address TEXT NOT NULL,
                address_key TEXT NOT NULL UNIQUE,
                time_zone TEXT,
                rule TEXT NOT NULL,
                series_rule TEXT NOT NULL,
                allowed TEXT NOT NULL,
                external INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX user_by_name ON user (name);
            CREATE TABLE membership (
                group_id INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
                member_id INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
                number INTEGER NOT NULL,
                PRIMARY KEY (group_id, member_id)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX membership_by_member ON membership (member_id);

            -- What calendars held around their events, byte for byte.
            CREATE TABLE shell (
                id INTEGER PRIMARY KEY,
                digest INTEGER NOT NULL,
                head BLOB NOT NULL,
                tail BLOB NOT NULL
            ) STRICT;
            CREATE INDEX shell_by_digest ON shell (digest);

            -- Events with their text. start, end and length_class are those of the master. From indexed_until on occurrences are
            -- found by expanding the text.
            CREATE TABLE event (
                id INTEGER PRIMARY KEY,
                uid TEXT NOT NULL UNIQUE,
                shell_id INTEGER NOT NULL REFERENCES shell,
                owner_id INTEGER REFERENCES user,
                start INTEGER,
                end INTEGER,
                length_class INTEGER,
                recurrence_kind INTEGER NOT NULL,
                recurrence_zone TEXT,
                indexed_until INTEGER,
                components BLOB NOT NULL
            ) STRICT;
            CREATE INDEX event_by_time ON event (length_class, start, end);
            CREATE INDEX event_by_end_of_index ON event (indexed_until) WHERE indexed_until IS NOT NULL;

            -- Master and overrides: what lists show of them. first and last are the bounds of all occurrences that are laid out;
            -- NULL without any. Attendees have them too, so that most of what somebody takes part in is skipped at once.
            CREATE TABLE item (
                id INTEGER PRIMARY KEY,
                event_id INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
                ordinal INTEGER NOT NULL,
                kind TEXT NOT NULL,
                organizer_id INTEGER REFERENCES user,
                title TEXT NOT NULL,
                description TEXT NOT NULL,
                location TEXT NOT NULL,
                status TEXT,
                access TEXT,
                busy INTEGER NOT NULL,
                override INTEGER NOT NULL,
                time_kind INTEGER NOT NULL,
                time_zone TEXT,
                floating INTEGER NOT NULL,
                longest INTEGER NOT NULL,
                first INTEGER,
                last INTEGER
            ) STRICT;
            CREATE UNIQUE INDEX item_by_event ON item (event_id, ordinal);
            CREATE VIRTUAL TABLE item_text USING fts5 (
                title, description, location,
                content = 'item', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
            );
            CREATE TABLE category (
                name TEXT NOT NULL,
                item_id INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
                PRIMARY KEY (name, item_id)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX category_by_item ON category (item_id);
            CREATE TABLE participation (
                user_id INTEGER NOT NULL REFERENCES user,
                item_id INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
                role TEXT NOT NULL,
                status TEXT NOT NULL,
                first INTEGER,
                last INTEGER,
                PRIMARY KEY (user_id, item_id)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX participation_by_item ON participation (item_id);

            -- When things take place: seconds since 1970 in UTC, or on the wall for floating items. recurrence is what the master's
            -- clock shows.
            CREATE TABLE occurrence (
                item_id INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
                start INTEGER NOT NULL,
                number INTEGER NOT NULL,
                end INTEGER NOT NULL,
                length_class INTEGER NOT NULL,
                start_offset INTEGER NOT NULL,
                end_offset INTEGER NOT NULL,
                recurrence INTEGER,
                PRIMARY KEY (item_id, start, number)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX occurrence_by_time ON occurrence (length_class, start, end);

            -- What is known of the messages about an event, as JSON.
            CREATE TABLE scheduling (
                uid TEXT PRIMARY KEY,
                state TEXT NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE message (
                id INTEGER PRIMARY KEY,
                name TEXT NOT NULL UNIQUE,
                method TEXT NOT NULL,
                uid TEXT NOT NULL,
                sender TEXT NOT NULL,
                recipients TEXT NOT NULL,
                content BLOB NOT NULL
            ) STRICT;
            """
    }
#endif
