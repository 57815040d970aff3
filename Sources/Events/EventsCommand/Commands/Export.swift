#if Events
    public import ArgumentParser
    internal import Batch
    internal import Kalends
    public import KalendsEvents
    internal import Reports

    /// `kalends store export`
    struct ExportCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "Write the events of a store in a format of kalends.",
            discussion: """
                Events that were imported from iCalendar text and not changed since are written byte for byte as they were.

                EXAMPLES:
                  kalends store export team.db --to icalendar --output team.ics
                  kalends store export team.db --to kolab-2.1 --output out/ --attendee florent
                  kalends store export team.db --to icalendar --show public
                """
        )

        @OptionGroup var options: StoreOptions
        @Option(help: ArgumentHelp("The format to write.", valueName: "format")) var to: TargetFormat
        @Option(
            name: .shortAndLong,
            help: ArgumentHelp("A file, or a folder for several objects.", valueName: "path"),
            completion: .file()
        )
        var output: String?
        @Flag(help: "Replace files that exist already.") var overwrite = false
        @OptionGroup(title: "Period") var period: PeriodOptions
        @OptionGroup(title: "Criteria") var criteria: CriteriaOptions
        @Option(
            help: ArgumentHelp(
                "What is shown. full: everything; public: of events that are not public, only their times; times: only the times of all events.",
                valueName: "what"
            )
        )
        var show = ExportOptions.Privacy.full
        @OptionGroup var losses: LossOptions

        func validate() throws {
            if losses.report == "-", output == nil || output == "-" {
                throw ValidationError(
                    "The report and the result would both go to standard output: name a file for one."
                )
            }
        }

        func run() throws {
            let store = try options.open()
            var settings = ExportOptions()
            settings.privacy = show
            var wanted = criteria.criteria
            wanted.kinds = Set(CalendarItem.Kind.allCases)
            let record = try losses.record(of: options.path)
            let result = try StoreCalendar(store).export(
                as: to.format,
                keeping: record.keeping,
                in: period.period(in: store.configuration.timeZone),
                matching: wanted,
                settings
            )
            try Outputs(path: output, overwrites: overwrite, format: to.format).write(result.outputs)
            try record.finish(result.report)
            options.note("\(result.report.written.counting("item")) written")
            options.note(result.report)
            if result.report.failed + result.report.skipped > 0 { throw ExitStatusError(status: .partlyDone) }
        }
    }

    /// A format that can be written, by its name.
    struct TargetFormat: ExpressibleByArgument {
        let format: CalendarFormat

        init?(argument: String) {
            guard let row = FormatRegistry.rows.first(where: { $0.isWritten && $0.name == argument }) else {
                return nil
            }
            format = row.format
        }

        static var allValueStrings: [String] { FormatRegistry.rows.filter(\.isWritten).map(\.name) }
    }

    extension ExportOptions.Privacy: ExpressibleByArgument {}
#endif
