internal import ArgumentParser
internal import Arguments
internal import Batch
internal import Selecting

/// `kalends split`
struct Split: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split",
        abstract: "Divide calendars into files of a folder.",
        discussion: """
            Each file has the calendar properties of its items, and the time zones that they name. Files are named after

              item        the UID, and the RECURRENCE-ID of an override, which is a file of its own
              uid         the UID; all components of it are in one file
              month, year the month or year in which a series begins
              category    the first category of a series
              calendar    the name of the calendar that an item is in, else of the input

            Characters that are not safe in file names are written as % and two hexadecimal digits; names that are taken get a number.

            EXAMPLES:
              kalends split team.ics --by month --output months/
            """
    ).withStatuses(.nothingRead, .partlyDone, .losses)

    @Option(help: .value("criterion", "How to divide the items into files.")) var by = Division
        .uid
    @OptionGroup var common: RewritingOptions

    func run() throws { try common.run(.dividing(by: by)) }
}
