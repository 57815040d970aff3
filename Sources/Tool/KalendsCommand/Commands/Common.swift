internal import ArgumentParser
internal import Batch
internal import Files
internal import Kalends

/// `kalends common`
struct Common: ParsableCommand, CheckedArguments {
    static let configuration = CommandConfiguration(
        commandName: "common",
        abstract: "List the items that two calendars have in common.",
        discussion: """
            Items are the same if they mean the same, whatever their formats. Each side is a file, a folder whose files count \
            as one calendar, or - for standard input. The status is 0 if something is common and 1 if nothing is.

            EXAMPLES:
              kalends common a.ics b.ics

            \(ExitStatus.table)
            """
    ).alone

    @Argument(help: "The first calendar.", completion: .file()) var first: String
    @Argument(help: "The second calendar.", completion: .file()) var second: String
    @OptionGroup(title: "Reading") var reading: OccurrenceReadingOptions
    @OptionGroup(title: "Messages") var message: MessageOptions
    @Option(help: ArgumentHelp("Print a table, or one JSON object for each item.", valueName: "form"))
    var format = CalendarComparison.Form.text

    func check() throws {
        if first == "-", second == "-" { throw ValidationError("Standard input can be read only once.") }
    }

    func run() throws {
        var comparison = CalendarComparison(first, second, reading.common.conversionOptions)
        comparison.source = reading.inputFormat?.format
        comparison.style = message.style
        try comparison.run(printing: .common, as: format).check()
    }
}
