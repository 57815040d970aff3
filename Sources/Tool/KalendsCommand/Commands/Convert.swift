internal import ArgumentParser
internal import Files
internal import Kalends

/// `kalends convert`
struct Convert: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Convert calendars from one format to another.",
        discussion: """
            Without --output the result goes to standard output, several inputs merged into one calendar. With --output \
            FILE they are merged into that file, which must not exist unless --overwrite is given. With --output FOLDER/ \
            every input becomes a file of its own there, folders mirrored; for a format that holds one object a file, \
            such as Kolab, an input with several events becomes a folder of files named by UID.

            What the target format cannot hold is kept in its extension slot, so that the way back restores it, and is \
            counted on standard error; --report lists every case. One broken input does not stop the rest: it is named \
            with its reason. Files are complete or not there at all.

            EXAMPLES:
              kalends convert meeting.ics --to xcal
              kalends convert calendars/ --to kolab-2.1 --output out/
              kalends convert 'kolab/*.xml' --to icalendar --output merged.ics
              kalends convert - --from icalendar --to kolab-2.0 < meeting.ics

            \(ExitStatus.table)
            """
    )

    @OptionGroup(title: "Inputs") var input: InputOptions
    @OptionGroup(title: "Reading") var reading: ReadingOptions
    @OptionGroup(title: "Writing") var writing: WritingOptions
    @OptionGroup(title: "Writing") var sync: SyncOptions
    @OptionGroup(title: "Messages") var message: MessageOptions

    func run() throws {
        let register = sync.register()
        Interruption.removes(register)
        let target = try writing.target()
        let found = try input.discover()
        let files = OutputFiles(overwrites: writing.overwrite, isDryRun: writing.dryRun, register: register)
        let converter = Converter(writing.applied(to: reading.conversionOptions))
        let destination = try destination(of: found.files, target)
        if writing.report == "-", destination == .standardOutput || writing.dryRun {
            Terminal.complain("the report and the result would both go to standard output: name a file for one of them")
            throw ExitStatusError(status: .usage)
        }
        let folder = folder(for: destination, found.files, target, converter.options, files)
        if let refusal = folder?.refusal(of: found.files) {
            Terminal.complain(refusal)
            throw ExitStatusError(status: .usage)
        }
        var batch = Batch(
            converter,
            from: reading.from?.format,
            to: target,
            jobs: writing.jobs ?? WorkerPool.processorCount,
            files: files,
            messages: Messages(message, total: found.files.count),
            report: try writing.report.map { path throws(FileError) in try ReportFile(path, register: register) }
        )
        try batch.refuse(found.failures)
        try convert(found.files, to: destination, folder, &batch)
        try batch.report?.finish()
        try register.synchroniseFolders()
        batch.messages.note(batch.summary.lines(isDryRun: writing.dryRun))
        let status = batch.summary.status(failsOnLoss: writing.failOnLoss)
        if status != .success { throw ExitStatusError(status: status) }
    }

    private func convert(
        _ inputs: [InputFile],
        to destination: OutputTarget,
        _ folder: OutputFolder?,
        _ batch: inout Batch
    ) throws {
        if let folder {
            if try inputs.count == 1 && batch.streamSeries(inputs[0], into: folder) { return }
            return try batch.mirror(inputs, into: folder)
        }
        if try inputs.count == 1 && batch.stream(inputs[0], to: destination) { return }
        let (converter, target) = (batch.converter, batch.target)
        let documents = try batch.gather(inputs) { document in
            var report = LossReport(keeping: .none)
            _ = converter.write([document], as: target, report: &report)
        }
        if !documents.isEmpty { try batch.write(documents, of: inputs, to: destination) }
    }

    /// Where the results go; several objects need a folder.
    private func destination(of inputs: [InputFile], _ target: CalendarFormat) throws -> OutputTarget {
        let needsFolder = inputs.count > 1 && FormatRegistry.row(of: target).holdsOneObject
        let destination = OutputTarget(
            writing.output,
            isExistingFolder: OutputTarget.isExistingFolder,
            hasSeveralOutputs: needsFolder
        )
        if needsFolder, destination == .standardOutput {
            Terminal.complain(
                "\(inputs.count) inputs, and a \(target.rawValue) file holds one object: name a folder with --output FOLDER/"
            )
            throw ExitStatusError(status: .usage)
        }
        return destination
    }

    private func folder(
        for destination: OutputTarget,
        _ inputs: [InputFile],
        _ target: CalendarFormat,
        _ options: ConversionOptions,
        _ files: OutputFiles
    ) -> OutputFolder? {
        guard case .folder(let path) = destination else { return nil }
        let plan = OutputPlan(folder: path, fileExtension: Batch.fileExtension(of: target, options))
        return OutputFolder(plan, files, inputs: inputs)
    }
}
