internal import ArgumentParser
internal import Arguments
internal import Batch
internal import Kalends

/// `kalends zones`
struct Zones: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "zones",
        abstract: "List, show and resolve time zones.",
        discussion: """
            A zone's rules come from the system's zone files, or from built-in data where the system has none. TZDIR \
            names another folder of zone files.

            EXAMPLES:
              kalends zones list
              kalends zones show Europe/Berlin
              kalends zones show "W. Europe Standard Time" --to icalendar --since 2020
              kalends zones resolve "Eastern Standard Time" /mozilla.org/20050126_1/Europe/Berlin
            """,
        subcommands: [List.self, Show.self, Resolve.self]
    ).alone
}

extension Zones {
    /// `kalends zones list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the zones that are known, by name, with their offset today.",
            discussion: """
                The zones of the system's files and of the built-in data. SOURCE shows which of them gives the rules, \
                SAME AS which zone an old or other name means.
                """
        )

        @Flag(help: "Skip old and other names of a zone.") var withoutLinks = false

        func run() throws { try Terminal.print(ZoneReport.now.list(withLinks: !withoutLinks)) }
    }

    /// `kalends zones show`
    struct Show: ParsableCommand, CheckedArguments {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show a zone: its offset now, its next changes, and its VTIMEZONE.",
            discussion: "An unknown name ends with status 2, as a path that does not exist does."
        ).withStatuses()

        @Argument(help: "A zone's name, in any spelling that resolve understands.", completion: .zones)
        var name: String
        @Option(help: .value("n", "How many changes of clocks to list.")) var changes = 4
        @Option(
            help: .value("year", "The first year that the VTIMEZONE has to be correct for; this year if not given.")
        )
        var since: Int?
        @Option(help: .value("format", "Write nothing but the VTIMEZONE, as a calendar in that format."))
        var to: WrittenFormat?

        func check() throws {
            guard (0...1000).contains(changes) else {
                throw ValidationError("--changes must be a number from 0 to 1000.")
            }
            guard (1...9999).contains(since ?? 1) else {
                throw ValidationError("--since must be a year from 1 to 9999.")
            }
            if let to, to.format.row.holdsOneObject {
                throw ValidationError("That format has no time zone definitions: choose icalendar or xcal.")
            }
        }

        func run() throws {
            try ZoneReport.now.show(name, since: since, changes: changes, as: to?.format)
        }
    }

    /// `kalends zones resolve`
    struct Resolve: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "resolve",
            abstract: "Show which zones names mean, and how that was determined.",
            discussion: "A line for each name, in the order given."
        ).withStatuses(finding: "one of the names is unknown")

        @Argument(
            help:
                "Names as calendars write them: IANA names, Windows names or texts of Outlook, with or without a prefix.",
            completion: .zones
        )
        var names: [String]

        func run() throws { try ZoneReport.now.showResolutions(of: names) }
    }
}
