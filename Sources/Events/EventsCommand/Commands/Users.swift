#if Events
    internal import ArgumentParser
    internal import Batch
    internal import Kalends
    internal import KalendsEvents
    internal import Reports

    /// `kalends store people`
    struct PeopleCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "people",
            abstract: "Add, list and remove people.",
            subcommands: [AddUser<People>.self, ListUsers<People>.self, RemoveUser<People>.self]
        )
    }

    /// `kalends store rooms`
    struct RoomsCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rooms",
            abstract: "Add, list and remove rooms, which answer invitations by a policy.",
            subcommands: [AddUser<Rooms>.self, ListUsers<Rooms>.self, RemoveUser<Rooms>.self]
        )
    }

    /// `kalends store resources`
    struct ResourcesCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "resources",
            abstract:
                "Add, list and remove resources, such as a car, which answer invitations by a policy.",
            subcommands: [AddUser<Resources>.self, ListUsers<Resources>.self, RemoveUser<Resources>.self]
        )
    }

    /// `kalends store groups`
    struct GroupsCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "groups",
            abstract: "Add, list and remove groups of people.",
            subcommands: [AddUser<Groups>.self, ListUsers<Groups>.self, RemoveUser<Groups>.self]
        )
    }

    /// A kind of user that has its own commands.
    protocol UserGroup: Sendable {
        static var kind: CalendarUser.Kind { get }
        static var word: String { get }
    }

    enum People: UserGroup {
        static let kind = CalendarUser.Kind.individual
        static let word = "person"
    }

    enum Rooms: UserGroup {
        static let kind = CalendarUser.Kind.room
        static let word = "room"
    }

    enum Resources: UserGroup {
        static let kind = CalendarUser.Kind.resource
        static let word = "resource"
    }

    enum Groups: UserGroup {
        static let kind = CalendarUser.Kind.group
        static let word = "group"
    }

    struct AddUser<Users: UserGroup>: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "add",
                abstract: "Add a \(Users.word), or change the one with that id.",
                discussion: hasPolicy
                    ? """
                    Policies: accept-if-free accepts if nothing else takes the time, and leaves the invitation open if \
                    something does; decline-if-busy declines then; manual leaves every invitation open; allow-list declines \
                    organizers that are not named with --allow. With --series partial a series is accepted without the \
                    occurrences that are taken.
                    """ : ""
            )
        }

        @OptionGroup var options: StoreOptions
        @Argument(help: "The id.") var id: String
        @Option(help: ArgumentHelp("The name to show; the id if not given.", valueName: "name")) var name: String?
        @Option(help: ArgumentHelp("The mail address.", valueName: "address")) var address: String?
        @Option(help: Self.help("How invitations are answered.", "policy", if: Self.hasPolicy)) var policy:
            BookingPolicy.Rule?
        @Option(
            help: Self.help(
                "What is done with a series if some of its times are already taken.",
                "rule",
                if: Self.hasPolicy
            )
        )
        var series = BookingPolicy.SeriesRule.all
        @Option(help: Self.help("Ids of the organizers that allow-list admits.", "who,…", if: Self.hasPolicy))
        var allow: NameList?
        @Option(help: Self.help("Members of the group.", "who,…", if: Users.kind == .group)) var members: NameList?

        private static var hasPolicy: Bool { Users.kind == .room || Users.kind == .resource }

        /// The help of an option that some kinds of users do not have, which is hidden for these.
        private static func help(_ text: String, _ valueName: String, if isShown: Bool) -> ArgumentHelp {
            ArgumentHelp("\(text)", valueName: valueName, visibility: isShown ? .default : .hidden)
        }

        func validate() throws {
            if id.isEmpty { throw ValidationError("The id is empty.") }
            if members != nil, Users.kind != .group { throw ValidationError("--members can be used with groups only.") }
        }

        func run() throws {
            let store = try options.open(.creating)
            let known = try store.attendees.user(id: id)
            let booking = policy.map { BookingPolicy($0, series: series, allowed: Set(allow?.names ?? [])) }
            let user = CalendarUser(
                id: id,
                name: name ?? known?.name,
                kind: Users.kind,
                address: address ?? known?.address,
                timeZone: options.timezone ?? known?.timeZone,
                booking: booking ?? known.flatMap { $0.kind == Users.kind ? $0.booking : nil }
            )
            // The group may name itself, which the store refuses.
            let ids = try members?.names.map { $0 == id ? id : try store.attendees.user($0).id } ?? []
            try store.add(user, members: ids)
        }
    }

    struct ListUsers<Users: UserGroup>: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "list", abstract: "List every \(Users.word).")
        }

        @OptionGroup var options: StoreOptions

        func run() throws {
            let store = try options.open()
            let users = try store.attendees.users(of: Users.kind)
            let rows = try users.map { user in
                let detail =
                    Users.kind == .group
                    ? try store.attendees.members(ofGroup: user.id).joined(separator: ", ")
                    : Users.kind == .individual ? user.timeZone ?? "" : user.booking.rule.rawValue
                return [user.id, user.name, user.address, detail]
            }
            let last = Users.kind == .group ? "MEMBERS" : Users.kind == .individual ? "ZONE" : "POLICY"
            if !rows.isEmpty { try Terminal.print(TextTable([["ID", "NAME", "ADDRESS", last]] + rows).description) }
        }
    }

    struct RemoveUser<Users: UserGroup>: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "remove", abstract: "Remove a \(Users.word) that takes part in no event.")
        }

        @OptionGroup var options: StoreOptions
        @Argument(help: "The id.") var id: String

        func run() throws { try options.open().remove(user: id) }
    }
#endif
