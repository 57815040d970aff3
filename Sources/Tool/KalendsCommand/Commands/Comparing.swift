internal import ArgumentParser
internal import Arguments
internal import Batch

/// `kalends diff`
struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two calendars by meaning, whatever their formats.",
        discussion: """
            Each side is a file, a folder whose files count as one calendar, or - for standard input. Order, comments, \
            letter case of names, quoting and folding are not meaning.
            """
    ).withStatuses(.nothingRead, .partlyDone, finding: "something differs")

    @OptionGroup var calendars: TwoCalendars
    @OptionGroup(title: "Reading") var reading: ReadingOptions
    @OptionGroup(title: "Messages") var message: MessageOptions
    @Option(help: .value("form", "Print lines with - and +, or one JSON object for each component."))
    var format = CalendarComparison.Form.text
    @Flag(help: "Print how many items are the same, changed, or in one calendar only.") var summary = false

    func run() throws {
        let comparison = CalendarComparison(calendars.first, calendars.second, reading.with(message))
        try comparison.run(printing: summary ? .summary : .differences, as: format).check()
    }
}

/// `kalends common`
struct Common: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "common",
        abstract: "List the items that two calendars have in common.",
        discussion: """
            Items are the same if they mean the same, whatever their formats. Each side is a file, a folder whose files count \
            as one calendar, or - for standard input.

            EXAMPLES:
              kalends common a.ics b.ics
            """
    ).withStatuses(.nothingRead, .partlyDone, finding: "nothing is common")

    @OptionGroup var calendars: TwoCalendars
    @OptionGroup(title: "Reading") var reading: OccurrenceReadingOptions
    @OptionGroup(title: "Messages") var message: MessageOptions
    @Option(help: .value("form", "Print a table, or one JSON object for each item."))
    var format = CalendarComparison.Form.text

    func run() throws {
        let comparison = CalendarComparison(calendars.first, calendars.second, reading.with(message))
        try comparison.run(printing: .common, as: format).check()
    }
}

/// The two calendars that a command compares.
struct TwoCalendars: CheckedArguments {
    @Argument(help: "The first calendar.", completion: .file()) var first: String
    @Argument(help: "The second calendar.", completion: .file()) var second: String

    func check() throws {
        if first == "-", second == "-" { throw ValidationError("Standard input can be read only once.") }
    }
}

extension CalendarComparison.Form: ExpressibleByArgument {}
