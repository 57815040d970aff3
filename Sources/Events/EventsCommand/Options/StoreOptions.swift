#if Events
    internal import ArgumentParser
    internal import Batch
    internal import Files
    internal import Foundation
    internal import Kalends
    internal import KalendsEvents
    internal import TimeZones

    /// The store that a command works on.
    struct StoreOptions: ParsableArguments {
        @Argument(help: ArgumentHelp("The database file.", valueName: "store"), completion: .file())
        var path: String

        @Option(
            help: ArgumentHelp(
                "The time zone of the times in arguments and output.",
                valueName: "zone"
            )
        )
        var timezone: String?

        @Flag(name: .shortAndLong, help: "Print errors only.")
        var quiet = false

        /// Opens the store.
        ///
        /// - Parameter mode: whether a store is made that is not there.
        func open(_ mode: SQLiteStore.Mode = .existing) throws -> SQLiteStore {
            let configuration = try configuration()
            if path.isEmpty { throw ExitStatusError(status: .usage, "the path of the store is empty") }
            return try SQLiteStore(path, configuration, mode: mode)
        }

        /// Opens the store to try something out; an empty one in memory if there is none.
        func openForTrial() throws -> any EventStore {
            path.isEmpty || FileManager.default.fileExists(atPath: path) ? try open() : MemoryStore(try configuration())
        }

        private func configuration() throws -> StoreConfiguration {
            var configuration = StoreConfiguration()
            if let timezone {
                guard let found = configuration.converter.zones.resolve(timezone) else {
                    throw ExitStatusError(status: .usage, ZoneNames.unknownMessage(for: timezone))
                }
                configuration.timeZone = found.rules
            }
            return configuration
        }

        /// Reports something worth knowing, unless only errors are wanted.
        func note(_ message: String) { if !quiet { Terminal.note(message) } }

        /// Reports how many losses of each kind there are.
        func note(_ report: LossReport) {
            for (kind, count) in report.counts.sorted(by: { $0.key.id.rawValue < $1.key.id.rawValue }) {
                note("  \(kind.id.rawValue)  \(kind.action.rawValue)  \(count)")
            }
        }

        /// Reports what rooms answered.
        func note(_ answers: [BookingAnswer]) {
            for answer in answers {
                note("\(answer.userID): \(answer.status.rawValue.lowercased())")
                for conflict in answer.conflicts {
                    note("\(answer.userID) is taken at \(conflict.start.isoText) by \(conflict.otherUID)")
                }
            }
        }
    }

    /// Where losses are listed.
    struct LossOptions: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                "Write every loss to a file: an HTML page (.html), one JSON document (.json), or else JSON Lines; - is standard output.",
                valueName: "file"
            ),
            completion: .file()
        )
        var report: String?

        func validate() throws {
            if report?.isEmpty == true { throw ValidationError("--report needs a file name.") }
        }

        /// The record of what gets lost.
        ///
        /// - Parameter store: the path of the store, where losses are that name no file.
        func record(of store: String) throws -> LossRecord {
            let register = TemporaryFiles()
            Interruption.removes(register)
            return try LossRecord(report, lossFile: store, register: register)
        }
    }

    /// A period of a question.
    struct PeriodOptions: ParsableArguments {
        @Option(help: ArgumentHelp("The first day, or the first moment.", valueName: "time"))
        var from: Moment?

        @Option(help: ArgumentHelp("The day after the last, or the first moment after.", valueName: "time"))
        var until: Moment?

        /// The period on the clocks of a store.
        func period(in zone: ZoneRules) throws -> Period {
            try Period(from: from?.civil(in: zone), until: until?.civil(in: zone), in: zone)
        }
    }

    /// What events must have.
    struct CriteriaOptions: ParsableArguments {
        @Option(
            name: [.customLong("attendee"), .customLong("attendees")],
            help: ArgumentHelp("Only events in which these take part; a group means its members.", valueName: "who,…")
        )
        var attendee: NameList?

        @Option(
            help: ArgumentHelp(
                "Only events that an --attendee has answered with this status; may be repeated.",
                valueName: "answer"
            )
        )
        var status: [Word<Attendee.Status>] = []

        @Option(help: ArgumentHelp("Only where that --attendee has this role; may be repeated.", valueName: "role"))
        var role: [Word<Attendee.Role>] = []

        @Option(help: ArgumentHelp("Only events with one of these categories; may be repeated.", valueName: "name"))
        var category: [String] = []

        @Option(help: ArgumentHelp("Only events that this person organizes.", valueName: "who"))
        var organizer: String?

        @Option(help: ArgumentHelp("Only events with words that begin with these texts.", valueName: "words"))
        var text: String?

        func validate() throws {
            if attendee == nil, !status.isEmpty || !role.isEmpty {
                throw ValidationError("--status and --role need --attendee.")
            }
        }

        /// The criteria.
        var criteria: Criteria {
            Criteria(
                attendees: attendee?.names ?? [],
                statuses: Set(status.map(\.value)),
                roles: Set(role.map(\.value)),
                categories: Set(category),
                organizer: organizer,
                text: text
            )
        }
    }

    extension EventTime {
        /// `2026-01-05T09:00:00`, or `2026-01-05` for a whole day.
        var isoText: String {
            switch self {
            case .date(let date): date.description
            case .utc(let time): "\(time)Z"
            case .floating(let time), .zoned(let time, _): time.description
            }
        }
    }
#endif
