internal import ArgumentParser
internal import Arguments
internal import Batch
internal import Requests
internal import Selecting

/// `kalends convert`
struct Convert: ParsableCommand, CheckedArguments {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Convert calendars from one format to another.",
        discussion: """
            Without --output the result goes to standard output, several inputs merged into one calendar. With --output \
            FILE they are merged into that file; an existing file is kept unless --overwrite is given. With --output FOLDER/ \
            every input becomes a separate file there, folders mirrored; for a format that holds one object a file, \
            such as Kolab, an input with several events becomes a folder of files named by UID.

            What the target format cannot hold is kept in its extension fields, so that the conversion back restores it; where \
            it has none, it is altered or dropped. All of it is counted on standard error; --report lists every case. A broken input does not stop the others; its name and the \
            reason are printed. An output file is complete or absent.

            With --records the inputs are JSON Lines: records {"id", "content" or "contentBase64", "format"}; id can be any \
            value, format is optional. Each output becomes a record with the id of its input, in the order of the inputs; \
            the first one of an input also has the losses and findings. An input that cannot be converted becomes a record \
            with an error, and the status is 4.

            EXAMPLES:
              kalends convert meeting.ics --to xcal
              kalends convert calendars/ --to kolab-2.1 --output out/
              kalends convert 'kolab/*.xml' --to icalendar --output merged.ics
              kalends convert - --input-format icalendar --to kolab-2.0 < meeting.ics
              kalends convert --records - --to xcal < records.jsonl
            """
    ).withStatuses(.nothingRead, .partlyDone, .losses)

    @OptionGroup(title: "Inputs") var input: InputOptions
    @OptionGroup(title: "Reading") var reading: ReadingOptions
    @OptionGroup(title: "Writing") var writing: WritingOptions
    @Flag(help: "Replace only output files that would change.") var update = false
    @Flag(help: "Read and write JSON Lines, a record with a calendar on each line.") var records = false
    @OptionGroup(title: "Time zones") var zones: ZoneOptions
    @OptionGroup(title: "Writing") var sync: SyncOptions
    @OptionGroup(title: "Messages") var message: MessageOptions

    func check() throws {
        _ = try writing.target()
        guard records else { return }
        if writing.report != nil || writing.dryRun || update || !zones.changes.isEmpty {
            throw ValidationError(
                "--records cannot be combined with --report, --dry-run, --update or a change of time zones."
            )
        }
    }

    func run() throws {
        if records { return try convertRecords().check() }
        let target = try writing.target()
        var conversion = writing.conversion(to: target, reading.with(message), .changingZones(zones.changes))
        conversion.updates = update
        try conversion.run(input.discover(), sync.register()).check()
    }

    private func convertRecords() throws -> ExitStatus {
        let reading = reading.with(message)
        let options = RequestOptions(
            writing.applied(to: reading.options),
            from: reading.source,
            to: try writing.target()
        )
        var conversion = RecordConversion(options, jobs: writing.jobs.count)
        conversion.failsOnLoss = writing.failOnLoss
        let output = OutputRequest(writing.output, overwrites: writing.overwrite, sync.register())
        return try conversion.run(input.options.inputs, output)
    }
}
