internal import ArgumentParser
internal import Arguments
internal import Batch
internal import Kalends

/// `kalends expand`
struct Expand: ParsableCommand, CheckedArguments {
    static let configuration = CommandConfiguration(
        commandName: "expand",
        abstract: "List the occurrences of recurring events.",
        discussion: """
            An occurrence is listed if it begins on the day of --from or later, and before the day of --until, on its own \
            clock. An endless rule needs --until or --first. Occurrences are listed in order of time, over all inputs.

            The rows of --format jsonl have the members uid, summary, start, end, zone, startUTC, recurrenceId, override \
            and type. start and end are local times; end is the first moment, or the first day, after the occurrence, and \
            null where none is stated. zone and startUTC are null for floating times and whole days. recurrenceId is null \
            outside a recurring series. override is true where the occurrence was changed. type is event, to-do or journal.

            --columns chooses other columns: \(OccurrenceColumns.names). The values google and outlook choose the columns \
            that these programs import; the output is then CSV, of events that were not cancelled, in the zone of --zone or \
            of this machine.

            In --format csv a cell that begins with =, +, -, @ or a tab gets an apostrophe before it, so that no spreadsheet \
            runs it; --csv-raw leaves such cells as they are.

            With --to the occurrences are calendar data: single events with a RECURRENCE-ID, ready to import.

            EXAMPLES:
              kalends expand team.ics --from 2026-01-01 --until 2026-04-01
              kalends expand kolab/ --first 20 --format jsonl
              kalends expand team.ics --from today --until +7d --overlapping --zone local
              kalends expand team.ics --columns google --until +1y --output google.csv
              kalends expand team.ics --to icalendar --from 2026-01-01 --until 2026-02-01
            """
    ).withStatuses(.nothingRead, .partlyDone)

    @OptionGroup(title: "Inputs") var input: InputOptions
    @OptionGroup var days: DayOptions
    @Option(parsing: .unconditional, help: .value("n", "How many occurrences to list at most, over all inputs."))
    var first: Int?
    @Flag(help: "Also list occurrences that began before --from and have not ended by then.") var overlapping = false
    @Option(zone: "Show all times in one time zone; local is that of this machine.", TimeZoneName.shown) var zone:
        TimeZoneName?
    @Flag(help: "Skip a DTSTART that its rule does not generate.") var ruleOnly = false
    @Flag(help: "Skip occurrences that were cancelled.") var withoutCancelled = false
    @Option(help: .value("form", "How rows are printed.")) var format: OccurrenceRows.Form?
    @Option(
        help: .value("names", "Columns by their names, separated by commas, or google or outlook."),
        completion: .columns,
        transform: OccurrenceColumns.init(named:)
    )
    var columns: OccurrenceColumns?
    @Flag(help: "Write cells of CSV as they are, even those a spreadsheet would run as formulas.") var csvRaw = false
    @Option(help: .value("format", "Write calendar data of that format instead of rows.")) var to: WrittenFormat?
    @OptionGroup(title: "Reading") var reading: OccurrenceReadingOptions
    @OptionGroup(title: "Writing") var output: ObjectOutput
    @OptionGroup(title: "Messages") var message: MessageOptions

    func check() throws {
        if let first, first < 0 { throw ValidationError("--first must be a number of at least 0.") }
        if format != nil || columns != nil, to != nil {
            let option = format == nil ? "--columns" : "--format"
            throw ValidationError("\(option) prints rows, --to calendar data: name one of them.")
        }
        if let complaint = form.complaint(hasZone: zone != nil, csvRaw: csvRaw) { throw ValidationError(complaint) }
        if overlapping, days.first == nil { throw ValidationError("--overlapping needs --from.") }
    }

    private var form: OccurrenceListing.Form {
        .chosen(to?.format, format, columns, of: output.output, keepsFormulas: csvRaw)
    }

    func run() throws {
        var options = ExpansionOptions()
        options.listsCancelled = !withoutCancelled
        if ruleOnly { options.policies.start = .ruleOnly }
        var listing = OccurrenceListing(reading.with(message), as: form, output.request, options: options)
        listing.range = OccurrenceRange(from: days.first, until: days.end)
        listing.range.includesContinuing = overlapping
        listing.range.zone = try (zone ?? (columns?.isForImport == true ? TimeZoneName.shown("local") : nil))?.name
        listing.most = first
        try listing.run(input.discover())
    }
}
