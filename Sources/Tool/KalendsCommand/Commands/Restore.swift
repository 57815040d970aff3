internal import ArgumentParser
internal import Arguments
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
            """
    ).withStatuses(.nothingRead, .partlyDone)

    @OptionGroup(title: "Inputs") var input: InputOptions
    @Option(help: .value("format", "The format to write.")) var to = WrittenFormat(.iCalendar)
    @Flag(help: "Write rules without an end.") var openEnded = false
    @OptionGroup(title: "Reading") var reading: OccurrenceReadingOptions
    @OptionGroup(title: "Writing") var output: ObjectOutput
    @OptionGroup(title: "Messages") var message: MessageOptions

    func run() throws {
        try RestoreRun(reading.with(message), to: to.format, output.request, isOpenEnded: openEnded).run(
            input.discover()
        )
    }
}
