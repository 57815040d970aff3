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
            FILE they are merged into that file, which must not exist unless --overwrite is given. With --output FOLDER/ \
            every input becomes a separate file there, folders mirrored; for a format that holds one object a file, \
            such as Kolab, an input with several events becomes a folder of files named by UID.

            What the target format cannot hold is kept in its extension slot, so that the way back restores it, and is \
            counted on standard error; --report lists every case. One broken input does not stop the rest: it is named \
            with its reason. Files are complete or not there at all.

            With --records the inputs are JSON Lines: records {"id", "content" or "contentBase64", "format"}, id being any \
            value and format optional. Each becomes a record with the same id, in the order of the input, one for each \
            output; the first of them has the losses and findings too. One that cannot be converted becomes a record with \
            an error, and the status is 4.

            EXAMPLES:
              kalends convert meeting.ics --to xcal
              kalends convert calendars/ --to kolab-2.1 --output out/
              kalends convert 'kolab/*.xml' --to icalendar --output merged.ics
              kalends convert - --from icalendar --to kolab-2.0 < meeting.ics
              kalends convert --records - --to xcal < records.jsonl
            """
    ).withStatuses(.nothingRead, .partlyDone, .losses)

    @OptionGroup(title: "Inputs") var input: InputOptions
    @OptionGroup(title: "Reading") var reading: ReadingOptions
    @OptionGroup(title: "Writing") var writing: WritingOptions
    @Flag(help: "Replace files that would change, and leave those alone that are the same.") var update = false
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
