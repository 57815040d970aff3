internal import ArgumentParser
internal import Batch
internal import Files
internal import Kalends

/// `kalends agenda`
struct AgendaCommand: ParsableCommand, CheckedArguments {
    static let configuration = CommandConfiguration(
        commandName: "agenda",
        abstract: "Show what takes place on some days: a table, a page or a picture.",
        discussion: """
            Listed is what takes place from the day of --from to before the day of --until, at least in part. Without --zone \
            each time is on its own clock, which is named.

            EXAMPLES:
              kalends agenda feed.ics --from today --until +7d --zone local
              kalends agenda feed.ics --to html --output week.html
              kalends agenda feed.ics --to svg --from 2026-03-01 --until 2026-04-01 > march.svg

            \(ExitStatus.table)
            """
    )

    @OptionGroup(title: "Inputs") var input: InputOptions
    @Option(help: ArgumentHelp("The first day; today if not given.", valueName: "day")) var from: Day?
    @Option(help: ArgumentHelp("The day after the last; seven days after the first if not given.", valueName: "day"))
    var until: Day?
    @Option(
        help: ArgumentHelp("Show all times on one clock: that of a zone, or local.", valueName: "zone"),
        transform: TimeZoneName.shown
    )
    var zone: TimeZoneName?
    @Option(help: ArgumentHelp("What is written.", valueName: "form")) var to = AgendaListing.Form.table
    @Option(help: ArgumentHelp("The heading of a page or a picture.", valueName: "text")) var title = "Agenda"
    @Flag(help: "Skip what began before the first day.") var startsOnly = false
    @Flag(help: "Skip occurrences that were cancelled.") var withoutCancelled = false
    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file())
    var output: String?
    @Flag(help: "Replace a file that exists already instead of keeping it.") var overwrite = false
    @OptionGroup(title: "Reading") var reading: OccurrenceReadingOptions
    @OptionGroup(title: "Writing") var sync: SyncOptions
    @OptionGroup(title: "Messages") var message: MessageOptions

    private var days: Range<CivilDate>? {
        let first = from?.date ?? Day.today
        let end = until?.date ?? first.addingDays(7)
        return first < end ? first..<end : nil
    }

    func check() throws {
        if days == nil { throw ValidationError("--until must be after --from.") }
    }

    func run() throws {
        guard let days else { return }
        var listing = AgendaListing(reading.common.conversionOptions, from: days.lowerBound, until: days.upperBound)
        listing.source = reading.inputFormat?.format
        listing.zone = zone?.name
        listing.startsOnly = startsOnly
        listing.options.listsCancelled = !withoutCancelled
        listing.form = to
        listing.title = title
        listing.output = output
        listing.overwrites = overwrite
        listing.style = message.style
        try listing.run(input.discover(), sync.register())
    }
}
