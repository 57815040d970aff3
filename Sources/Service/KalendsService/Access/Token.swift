#if Service
    internal import Bytes
    internal import Foundation
    internal import GRDB
    package import KalendsEvents

    /// A token as the store keeps it.
    package struct Token: Sendable {
        /// The part of its text by which it is found; not secret.
        package var id: String
        /// What people call it.
        package var name: String
        /// The hash of its text.
        var hash: [UInt8]
        /// What its bearer may do.
        package var scopes: Set<Scope>
        /// When it was made, in seconds since 1970.
        package var created: Int
        /// When it ends; nil for never.
        package var expires: Int?
        /// When it was revoked; nil if it was not.
        package var revoked: Int?

        /// Whether it counts at a time.
        package func isValid(at now: Int) -> Bool { revoked == nil && expires ?? .max > now }
    }

    extension Token {
        /// A new token and its text, which nobody can find out again: `kal_`, the id, `_` and 256 random bits.
        package static func make(
            named name: String,
            _ scopes: Set<Scope>,
            now: Int,
            expires: Int?
        ) -> (token: Token, text: String) {
            let id = RandomText.hexadecimal(bytes: 6)
            let text = "kal_\(id)_\(RandomText.hexadecimal(bytes: 32))"
            let hash = SHA256.bytes(of: Array(text.utf8))
            return (Token(id: id, name: name, hash: hash, scopes: scopes, created: now, expires: expires), text)
        }

        /// The id in the text of a token; nil if the text is none.
        static func id(in text: String) -> String? {
            let parts = text.split(separator: "_", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0] == "kal", parts[1].utf8.count == 12, parts[2].utf8.count == 64 else {
                return nil
            }
            return String(parts[1])
        }

        /// Whether a text is that of the token; takes the same time for every text.
        func isText(_ text: String) -> Bool { HashComparison.isSame(SHA256.bytes(of: Array(text.utf8)), hash) }
    }

    /// Texts that nobody can guess.
    enum RandomText {
        static func hexadecimal(bytes count: Int) -> String {
            var generator = SystemRandomNumberGenerator()
            let digits = Array("0123456789abcdef".utf8)
            let bytes = (0..<count * 2).map { _ in digits[Int(UInt8.random(in: 0..<16, using: &generator))] }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    extension SQLiteStore {
        /// Makes the tables of the service.
        package func prepareForService() throws { try addTables(ServiceSchema.migrator) }

        /// Every token, in the order in which they were made.
        package func tokens() throws -> [Token] {
            try readTables { database in
                try Row.fetchAll(database, sql: "SELECT * FROM service_token ORDER BY created, id").map { row in
                    Token(
                        id: row["id"],
                        name: row["name"],
                        hash: Array(row["hash"] as Data),
                        scopes: Set(
                            (row["scopes"] as String).split(separator: ",").compactMap { Scope(rawValue: String($0)) }
                        ),
                        created: row["created"],
                        expires: row["expires"],
                        revoked: row["revoked"]
                    )
                }
            }
        }

        /// Adds a token.
        package func add(_ token: Token) throws {
            try writeTables { database in
                let scopes = Scope.allCases.filter(token.scopes.contains).map(\.rawValue).joined(separator: ",")
                try database.execute(
                    sql:
                        "INSERT INTO service_token (id, name, hash, scopes, created, expires) VALUES (?, ?, ?, ?, ?, ?)",
                    arguments: [token.id, token.name, Data(token.hash), scopes, token.created, token.expires]
                )
            }
        }

        /// Revokes the tokens of an id or a name.
        ///
        /// - Returns: how many were valid until now.
        package func revokeToken(_ idOrName: String, now: Int) throws -> Int {
            try writeTables { database in
                try database.execute(
                    sql: "UPDATE service_token SET revoked = ? WHERE revoked IS NULL AND (id = ? OR name = ?)",
                    arguments: [now, idOrName, idOrName]
                )
                return database.changesCount
            }
        }
    }
#endif
