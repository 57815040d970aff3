internal import ArgumentParser
internal import Batch

/// `kalends diff`
struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two calendars by meaning, whatever their formats.",
        discussion: """
            Each side is a file, a folder whose files count as one calendar, or - for standard input. Order, comments, \
            letter case of names, quoting and folding are not meaning. The status is 0 if nothing differs and 1 if \
            something does.

            \(ExitStatus.table)
            """
    ).alone

    @OptionGroup var calendars: TwoCalendars
    @OptionGroup(title: "Reading") var reading: ReadingOptions
    @OptionGroup(title: "Messages") var message: MessageOptions

    @Option(help: ArgumentHelp("Print lines with - and +, or one JSON object for each component.", valueName: "form"))
    var format = CalendarComparison.Form.text

    @Flag(help: "Print how many items are the same, changed, or in one calendar only.") var summary = false

    func run() throws {
        var comparison = CalendarComparison(calendars.first, calendars.second, reading.common.conversionOptions)
        comparison.source = reading.from?.format
        comparison.style = message.style
        try comparison.run(printing: summary ? .summary : .differences, as: format).check()
    }
}

extension CalendarComparison.Form: ExpressibleByArgument {}
