#if Service
    internal import ArgumentParser
    internal import Batch
    internal import Files
    internal import ICalendar
    internal import KalendsEvents
    internal import KalendsService
    internal import Reports

    /// `kalends serve token`
    struct TokenCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "token",
            abstract: "Make, list and revoke the tokens of a service.",
            discussion: """
                The store keeps only a hash of a token: its text is printed once. A running service applies the change within a second.

                A token has scopes: read (calendars and exports), export, write (calendars and conferences), admin (all of these).

                EXAMPLES:
                  kalends serve token create --store team.db --name phone --scope read
                  kalends serve token create --store team.db --name planner --scope read,export,write --days 90
                  kalends serve token revoke --store team.db phone
                """,
            subcommands: [CreateToken.self, ListTokens.self, RevokeToken.self]
        )
    }

    /// The store of tokens.
    struct TokenStoreOption: ParsableArguments {
        @Option(help: ArgumentHelp("The database file.", valueName: "file"), completion: .file()) var store: String

        /// Opens the store, with the tables of a service.
        func open() throws -> SQLiteStore {
            var settings = ServiceSettings()
            settings.store = store
            return try ExportService.store(settings)
        }
    }

    /// `kalends serve token create`
    struct CreateToken: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "create", abstract: "Make a token and print it.")

        @OptionGroup var place: TokenStoreOption
        @Option(help: ArgumentHelp("What the token is called in lists.", valueName: "name")) var name: String
        @Option(help: ArgumentHelp("What it allows: read, export, write, admin.", valueName: "scope,…")) var scope:
            NameList
        @Option(help: ArgumentHelp("After how many days it ends; never if omitted.", valueName: "days")) var days: Int?

        func validate() throws {
            if name.isEmpty { throw ValidationError("--name must not be empty.") }
            for word in scope.names where Scope(rawValue: word) == nil {
                throw ValidationError("There is no scope \(word): use read, export, write or admin.")
            }
            if let days, !(1...36_500).contains(days) {
                throw ValidationError("--days must be a number from 1 to 36500.")
            }
        }

        func run() throws {
            let store = try place.open()
            let now = Environment.secondsSinceEpoch()
            let scopes = Set(scope.names.compactMap(Scope.init(rawValue:)))
            let (token, text) = Token.make(named: name, scopes, now: now, expires: days.map { now + $0 * 86_400 })
            try store.add(token)
            try Terminal.print("\(text)\n")
        }
    }

    /// `kalends serve token list`
    struct ListTokens: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "List the tokens.")

        @OptionGroup var place: TokenStoreOption

        func run() throws {
            let now = Environment.secondsSinceEpoch()
            let rows = try place.open().tokens().map { token in
                let scopes = Scope.allCases.filter(token.scopes.contains).map(\.rawValue).joined(separator: ",")
                let state = token.revoked != nil ? "revoked" : token.isValid(at: now) ? "valid" : "expired"
                return [
                    token.id, token.name, scopes, Self.text(token.created), token.expires.map(Self.text) ?? "never",
                    state,
                ]
            }
            if rows.isEmpty { return }
            try Terminal.print(TextTable([["ID", "NAME", "SCOPES", "CREATED", "EXPIRES", "STATE"]] + rows).description)
        }

        private static func text(_ seconds: Int) -> String { "\(CivilDateTime(secondsSinceEpoch: seconds))Z" }
    }

    /// `kalends serve token revoke`
    struct RevokeToken: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "revoke", abstract: "Revoke tokens.")

        @OptionGroup var place: TokenStoreOption
        @Argument(help: ArgumentHelp("The id or the name of the token.", valueName: "token")) var token: String

        func run() throws {
            let count = try place.open().revokeToken(token, now: Environment.secondsSinceEpoch())
            if count == 0 { throw ExitStatusError(status: .usage, "there is no valid token \(token)") }
            Terminal.note("\(count.counting("token")) revoked")
        }
    }
#endif
