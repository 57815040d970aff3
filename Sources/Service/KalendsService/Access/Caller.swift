#if Service
    internal import HTTPTypes
    internal import HummingbirdCore
    internal import Bytes
    internal import KalendsEvents
    internal import Synchronization

    /// Who makes a request.
    struct Caller: Sendable {
        /// The id of the token, or the address of who has none.
        let id: String
        /// Whether there is a valid token.
        let hasToken: Bool
        let scopes: Set<Scope>

        func may(_ scope: Scope) -> Bool { scopes.contains(scope) || scopes.contains(.admin) }
    }

    /// The tokens of the store, read again after a second at most.
    final class TokenTable: Sendable {
        private struct Known {
            var tokens: [String: Token] = [:]
            var until = ContinuousClock.now
        }

        private let store: SQLiteStore
        private let known = Mutex(Known())
        /// What an unknown id is compared with, so that it takes as long as a known one.
        private let decoy = Token.make(named: "", [], now: 0, expires: nil).token

        init(_ store: SQLiteStore) { self.store = store }

        /// Whether tokens have to be read again.
        var isStale: Bool { known.withLock { ContinuousClock.now >= $0.until } }

        /// Reads the tokens of the store.
        func refresh() throws {
            let tokens = Dictionary(try store.tokens().map { ($0.id, $0) }) { first, _ in first }
            known.withLock { $0 = Known(tokens: tokens, until: .now + .seconds(1)) }
        }

        /// The valid token of a text; nil if there is none.
        func token(_ text: String, now: Int) -> Token? {
            let found = Token.id(in: text).flatMap { id in known.withLock { $0.tokens[id] } }
            let isRight = (found ?? decoy).isText(text)
            guard let found, isRight, found.isValid(at: now) else { return nil }
            return found
        }
    }

    extension Caller {
        /// The text of a token that a request carries: as `Bearer`, as `JWT` like clients of Open Event, or as the password of
        /// `Basic`, which calendar programs can send.
        static func tokenText(of request: Request) throws -> String? {
            let fields = request.headers[values: .authorization]
            guard let field = fields.first else { return nil }
            let parts = field.split(separator: " ", maxSplits: 1).map { String($0.trimmingBlanks) }
            guard fields.count == 1, parts.count == 2 else {
                throw Problem.unauthorized("Send one Authorization field: Bearer and the token.")
            }
            switch parts[0].lowercased() {
            case "bearer", "jwt": return parts[1]
            case "basic":
                guard let bytes = Base64.decode(Array(parts[1].utf8).span),
                    let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
                    let password = String(validating: bytes[(colon + 1)...], as: UTF8.self)
                else { throw Problem.unauthorized("The password of Basic is the token.") }
                return password
            default: throw Problem.unauthorized("Send the token as Bearer, or as the password of Basic.")
            }
        }
    }
#endif
