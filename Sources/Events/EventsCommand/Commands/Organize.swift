#if Events
    internal import ArgumentParser
    internal import Batch
    internal import Kalends
    internal import KalendsEvents

    /// `kalends store add`
    struct AddCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Make an event and print its UID.",
            discussion: """
                EXAMPLES:
                  kalends store add team.db "Team meeting" --by florent --start 2026-04-10T16:00 --duration 1h --invite bob,room1
                  kalends store add team.db Holidays --by bob --start 2026-08-03 --duration 14d
                  kalends store add team.db Standup --by bob --start 2026-04-10T09:00 --duration 15m --rule FREQ=WEEKLY
                """
        )

        @OptionGroup var options: StoreOptions
        @Argument(help: "The title of the event.") var title: String
        @Option(help: ArgumentHelp("Who organizes it.", valueName: "who")) var by: String
        @Option(help: ArgumentHelp("When it starts; a day for whole days.", valueName: "time")) var start: Moment
        @Option(help: ArgumentHelp("How long it lasts, such as 90m, 1h30m or 2d.", valueName: "length"))
        var duration: LengthOfTime?
        @Flag(help: "Make it an event of whole days; its length is rounded up.") var allDay = false
        @Option(help: ArgumentHelp("The UID of the event; generated if not given.", valueName: "uid")) var uid: String?
        @Option(help: ArgumentHelp("Where it takes place.", valueName: "text")) var location = ""
        @Option(help: ArgumentHelp("What it is about.", valueName: "text")) var description = ""
        @Option(help: ArgumentHelp("A category; may be repeated.", valueName: "name")) var category: [String] = []
        @Option(help: ArgumentHelp("How it recurs, such as FREQ=WEEKLY;COUNT=10.", valueName: "rule")) var rule:
            RuleArgument?
        @Option(help: ArgumentHelp("The status of the event.", valueName: "status"))
        var status = Word(EventStatus.confirmed)
        @Option(help: ArgumentHelp("Who may see it.", valueName: "class"))
        var access = Word(CalendarItem.Classification.public)
        @Flag(help: "Do not count it as busy time.") var transparent = false
        @Option(help: ArgumentHelp("A document that belongs to it, as a URI.", valueName: "uri")) var document: String?
        @Option(
            name: [.customLong("invite"), .customLong("attendees")],
            help: ArgumentHelp("People and rooms to invite immediately; also mail addresses.", valueName: "who,…")
        )
        var invite: NameList?

        func run() throws {
            let store = try options.open()
            let organizer = try store.attendees.user(by)
            let invited = try invite.map { try store.invitees($0.names) } ?? []
            let draft = EventDraft(
                title,
                start: start.time(in: options.timezone),
                duration: duration?.duration,
                isAllDay: allDay || start.time.isDate,
                uid: uid,
                description: description,
                location: location,
                status: CalendarItem.Status(rawValue: status.value.rawValue),
                categories: Set(category),
                isTransparent: transparent,
                access: access.value,
                document: document,
                rule: rule?.rule
            )
            let event = try store.createEvent(by: organizer, draft)
            try Terminal.print(event.uid + "\n")
            if !invited.isEmpty { options.note(try store.invite(invited, to: event.uid)) }
            try store.noteUnreachable(event.uid, invited, options)
        }
    }

    /// An event, or one occurrence of it.
    struct EventOptions: ParsableArguments {
        @OptionGroup var store: StoreOptions
        @Argument(help: "The UID of the event.") var uid: String
        @Option(help: ArgumentHelp("One occurrence of a series, by its time in the series.", valueName: "time"))
        var occurrence: Moment?

        /// The occurrence in the form of its series.
        func recurrenceID(in store: SQLiteStore) throws -> EventTime? {
            guard let occurrence else { return nil }
            guard let event = try store.event(uid: uid) else { throw StoreError.unknownEvent(uid) }
            if case .floating(let civil) = occurrence.time, let start = event.start { return start.showing(civil) }
            return occurrence.time
        }
    }

    /// `kalends store invite`
    struct InviteCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "invite",
            abstract: "Invite people and book rooms. Answers that were given are kept.",
            discussion: """
                Somebody outside of the store is invited by mail address: the invitation waits in the outbox. \
                Rooms and resources answer by their policies.

                EXAMPLES:
                  kalends store invite team.db UID martijn bob room1
                  kalends store invite team.db UID eve@example.org --role opt-participant
                """
        )

        @OptionGroup var event: EventOptions
        @Argument(help: ArgumentHelp("A person, room, resource or group.", valueName: "who")) var who: [NameList] = []
        @Option(help: ArgumentHelp("More people and rooms to invite.", valueName: "who,…")) var attendees: NameList?
        @Option(help: ArgumentHelp("The role of those who are invited.", valueName: "role")) var role = Word(
            Attendee.Role.required
        )

        private var names: [String] { (who + [attendees].compactMap { $0 }).flatMap(\.names) }

        func validate() throws {
            if names.isEmpty { throw ValidationError("Name at least one person or room.") }
        }

        func run() throws {
            let store = try event.store.open()
            let users = try store.invitees(names)
            let answers = try store.invite(users, to: event.uid, at: event.recurrenceID(in: store), role: role.value)
            event.store.note(answers)
            try store.noteUnreachable(event.uid, users, event.store)
        }
    }

    extension SQLiteStore {
        /// Reports that answers of those outside of the store cannot arrive.
        fileprivate func noteUnreachable(_ uid: String, _ invited: [CalendarUser], _ options: StoreOptions) throws {
            guard invited.contains(where: \.isExternal), let organizer = try event(uid: uid)?.organizer,
                !organizer.contains("@"), let user = try attendees.user(address: organizer)
            else { return }
            options.note("\(user.id) has no mail address for answers; `people add \(user.id) --address` sets it")
        }

        /// Those whom an invitation names.
        fileprivate func invitees(_ names: [String]) throws -> [CalendarUser] { try names.map(attendees.invitee) }
    }

    /// `kalends store reply`
    struct ReplyCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reply",
            abstract: "Answer an invitation.",
            discussion: """
                EXAMPLES:
                  kalends store reply team.db UID --by bob accepted
                  kalends store reply team.db UID --by bob declined --occurrence 2026-04-17T16:00
                  kalends store reply team.db UID --by bob delegated --to eric
                """
        )

        @OptionGroup var event: EventOptions
        @Argument(help: "The answer.") var answer: Word<EventAnswer>
        @Option(help: ArgumentHelp("Who answers.", valueName: "who")) var by: String
        @Option(help: ArgumentHelp("To whom it is delegated.", valueName: "who")) var to: String?

        func validate() throws {
            if (answer.value == .delegated) != (to != nil) {
                throw ValidationError("delegated and --to belong together.")
            }
        }

        func run() throws {
            let store = try event.store.open()
            let user = try store.attendees.user(by)
            let id = try event.recurrenceID(in: store)
            if let to {
                let delegate = try store.attendees.invitee(to)
                let answers = try store.delegate(from: user, to: delegate, in: event.uid, at: id)
                return event.store.note(answers)
            }
            try store.setStatus(of: user, to: Attendee.Status(rawValue: answer.value.rawValue), in: event.uid, at: id)
        }
    }

    /// `kalends store move`
    struct MoveCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "move",
            abstract: "Move an event to another time. Attendees are asked again."
        )

        @OptionGroup var event: EventOptions
        @Argument(help: "The new start.") var start: Moment
        @Option(help: ArgumentHelp("The new length; unchanged if not given.", valueName: "length"))
        var duration: LengthOfTime?

        func run() throws {
            let store = try event.store.open()
            let id = try event.recurrenceID(in: store)
            let known = try store.event(uid: event.uid)?.start
            var time = start.time(in: event.store.timezone)
            if case .floating(let civil) = time, let known, !known.isDate { time = known.showing(civil) }
            let answers = try store.move(event.uid, at: id, to: time, duration: duration?.duration)
            event.store.note(answers)
        }
    }

    /// `kalends store cancel`
    struct CancelCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "cancel",
            abstract: "Cancel an event; it stays in the store as cancelled."
        )

        @OptionGroup var event: EventOptions

        func run() throws {
            let store = try event.store.open()
            try store.cancel(event.uid, at: event.recurrenceID(in: store))
        }
    }

    /// `kalends store delete`
    struct DeleteCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "delete",
            abstract: "Remove an event from the store."
        )

        @OptionGroup var options: StoreOptions
        @Argument(help: "The UID of the event.") var uid: String

        func run() throws { try options.open().delete(uid) }
    }
#endif
