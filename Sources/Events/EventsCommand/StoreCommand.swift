#if Events
    internal import ArgumentParser
    internal import Batch
    internal import KalendsEvents

    /// `kalends store`
    struct StoreCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "store",
            abstract: "Keep events with people and rooms in a database file, and ask it questions.",
            discussion: """
                A store is an SQLite file. Several programs may read it at the same time while one writes. People, rooms, \
                resources and groups have an id, a name and an address; for <who>, give the id, the name or the address.

                A time is written as 2026-04-10T16:00, a day as 2026-04-10. Times are those of --timezone; without it they are \
                floating, and days begin at midnight in UTC. A time that ends in Z is in UTC.

                \(ExitStatus.table(of: [.nothingRead, .partlyDone], finding: "the store is damaged (check)"))
                """,
            subcommands: [
                ImportCommand.self, AgendaCommand.self, PeopleCommand.self, RoomsCommand.self, ResourcesCommand.self,
                GroupsCommand.self, AddCommand.self, InviteCommand.self, ReplyCommand.self, MoveCommand.self,
                CancelCommand.self, DeleteCommand.self, FreeCommand.self, ExportCommand.self, InboxCommand.self,
                OutboxCommand.self, CheckCommand.self,
                BackupCommand.self,
            ]
        )
    }

    /// How errors of a store end the command.
    enum StoreFailure {
        /// Reports an error of a store; nil if it is none.
        static func report(_ error: any Error) -> ExitStatus? {
            guard let error = error as? StoreError else { return nil }
            Terminal.complain(error.description)
            switch error {
            case .notAStore, .newerSchema, .damaged: return .nothingRead
            case .readOnly, .locked, .diskFull, .writeFailed: return .notWritten
            default: return .usage
            }
        }
    }
#endif
