internal import ArgumentParser
internal import Batch
internal import Files
internal import Kalends

/// `kalends common`
struct Common: ParsableCommand {
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

    @OptionGroup var calendars: TwoCalendars
    @OptionGroup(title: "Reading") var reading: OccurrenceReadingOptions
    @OptionGroup(title: "Messages") var message: MessageOptions
    @Option(help: ArgumentHelp("Print a table, or one JSON object for each item.", valueName: "form"))
    var format = CalendarComparison.Form.text

    func run() throws {
        var comparison = CalendarComparison(calendars.first, calendars.second, reading.common.conversionOptions)
        comparison.source = reading.inputFormat?.format
        comparison.style = message.style
        try comparison.run(printing: .common, as: format).check()
    }
}
