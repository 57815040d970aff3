internal import ArgumentParser
internal import Batch
internal import Kalends

/// `kalends restore`
struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Restore series from their single occurrences.",
        discussion: """
            Occurrences with one UID, or else with one summary and a pattern in time, become one series: a rule, exclusions \
            for what is missing, overrides for what was changed. The rule explains at least three occurrences and ends with \
            the last one, unless --open-ended is given: a finite list does not show the end of a rule. What it does not explain \
            becomes additional dates, or single events in a Kolab format. Occurrences without a pattern stay unchanged.

            EXAMPLES:
              kalends restore occurrences.ics --to kolab-2.1
              kalends restore occurrences.ics --to icalendar --open-ended --output series.ics

            \(ExitStatus.table)
            """
    ).alone

    @OptionGroup(title: "Inputs") var input: InputOptions
    @Option(help: ArgumentHelp("The format to write.", valueName: "format")) var to = WrittenFormat(.iCalendar)
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("A file, or a folder for several objects.", valueName: "path"),
        completion: .file()
    )
    var output: String?
    @Flag(help: "Replace files that exist already instead of keeping them.") var overwrite = false
    @Flag(help: "Write rules without an end.") var openEnded = false
    @OptionGroup(title: "Reading") var reading: OccurrenceReadingOptions
    @OptionGroup(title: "Writing") var sync: SyncOptions
    @OptionGroup(title: "Messages") var message: MessageOptions

    func run() throws {
        var run = RestoreRun(reading.common.conversionOptions, to: to.format)
        run.source = reading.inputFormat?.format
        run.output = output
        run.overwrites = overwrite
        run.isOpenEnded = openEnded
        run.style = message.style
        let register = sync.register()
        try run.run(input.discover(), register)
    }
}
