internal import ArgumentParser
internal import Arguments
internal import Batch
internal import Kalends

/// `kalends agenda`
struct AgendaCommand: ParsableCommand, CheckedArguments {
    static let configuration = CommandConfiguration(
        commandName: "agenda",
        abstract: "Show what takes place on some days: a table, a page or a picture.",
        discussion: """
            Shows what takes place, at least in part, from the day of --from (today if not given) to the day before --until (seven days \
            later if not given). Without --zone each time is shown in its own time zone, with the name of the zone.

            EXAMPLES:
              kalends agenda feed.ics --from today --until +7d --zone local
              kalends agenda feed.ics --to html --output week.html
              kalends agenda feed.ics --to svg --from 2026-03-01 --until 2026-04-01 > march.svg
            """
    ).withStatuses(.nothingRead, .partlyDone)

    @OptionGroup(title: "Inputs") var input: InputOptions
    @OptionGroup var days: DayOptions
    @Option(
        zone: "Show all times in one time zone; local is that of this machine.",
        TimeZoneName.shown,
        completion: .shownZones
    )
    var zone: TimeZoneName?
    @Option(help: .value("form", "What is written.")) var to = AgendaListing.Form.table
    @Option(help: .value("text", "The heading of a page or a picture.")) var title = "Agenda"
    @Flag(help: "Skip what began before the first day.") var startsOnly = false
    @Flag(help: "Skip occurrences that were cancelled.") var withoutCancelled = false
    @OptionGroup(title: "Writing") var output: FileOutput
    @OptionGroup(title: "Reading") var reading: OccurrenceReadingOptions
    @OptionGroup(title: "Messages") var message: MessageOptions

    func check() throws { _ = try shownDays }

    private var shownDays: Range<CivilDate> {
        get throws {
            let first = days.first ?? Day.today
            let end = days.end ?? first.addingDays(7)
            guard first < end else { throw ValidationError("--until must be after --from.") }
            guard to == .table || end.dayNumber - first.dayNumber <= AgendaListing.mostDays else {
                throw ValidationError(
                    "A page or a picture shows at most \(AgendaListing.mostDays) days; list more as a table."
                )
            }
            return first..<end
        }
    }

    func run() throws {
        let days = try shownDays
        var listing = AgendaListing(
            reading.with(message),
            output.request,
            from: days.lowerBound,
            until: days.upperBound
        )
        listing.range.zone = zone?.name
        listing.range.includesContinuing = !startsOnly
        listing.options.listsCancelled = !withoutCancelled
        listing.form = to
        listing.title = title
        try listing.run(input.discover())
    }
}
