internal import ArgumentParser
internal import Arguments
internal import Batch
internal import Kalends

/// The command `kalends`.
///
/// Every command states its name: to have it derived from the type costs half of the time of a start.
@main struct RootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kalends",
        abstract: "Convert between iCalendar, xCal, jCal and Kolab XML, and report every loss.",
        discussion: ExitStatus.table,
        version: Product.version,
        subcommands: [
            Convert.self, Select.self, Split.self, Merge.self, Diff.self, Common.self, Expand.self, AgendaCommand.self,
            Restore.self, Zones.self, Migrate.self, Transform.self, Formats.self, Validate.self, Fix.self, Explain.self,
            Rules.self, SchemaCommand.self, Anonymize.self, Store.self, Serve.self,
        ]
    )

    static func main() { runProgram() }
}
