package import Files
package import Kalends

/// The conversion of many inputs into files, folders or standard output, with its report and its summary.
package struct BatchConversion {
    /// How inputs are read and written.
    package var options: ConversionOptions
    /// The format of every input; nil to detect it.
    package var source: CalendarFormat?
    /// The format to write.
    package var target: CalendarFormat
    /// A file or folder; nil for standard output.
    package var output: String?
    /// Whether files that exist are replaced instead of kept.
    package var overwrites = false
    /// Whether files are replaced if they would change, and left alone if not.
    package var updates = false
    /// Whether outputs are listed instead of written.
    package var isDryRun = false
    /// How many inputs are worked on at once.
    package var jobs = WorkerPool.processorCount
    /// The file for a row for each loss, `-` for standard output; nil for none.
    package var report: String?
    /// Whether losses are a failure.
    package var failsOnLoss = false
    /// What is printed on standard error.
    package var style = MessageStyle()
    /// What is done with documents between reading and writing.
    package var editing = DocumentEditing()

    /// A conversion to a format.
    package init(_ options: ConversionOptions, to target: CalendarFormat) {
        self.options = options
        self.target = target
    }
}

extension BatchConversion {
    /// Converts inputs.
    ///
    /// - Parameter register: the unfinished files of the process.
    /// - Returns: how the command ends.
    /// - Throws: ``ExitStatusError`` if the outputs cannot be as requested; `FileError` if results cannot be written.
    package func run(_ found: Inputs, _ register: TemporaryFiles) throws -> ExitStatus {
        if let division = editing.division { return try divide(found, by: division, register) }
        let destination = try destination(of: found.files)
        if report == "-", destination == .standardOutput || isDryRun {
            throw ExitStatusError(
                status: .usage,
                "the report and the result would both go to standard output: name a file for one of them"
            )
        }
        let folder = folder(for: destination, found.files, outputFiles(register))
        if let refusal = folder?.refusal(of: found.files) { throw ExitStatusError(status: .usage, refusal) }
        let outputs =
            switch destination {
            case .standardOutput: [String]()
            case .file(let path): [path]
            case .folder: folder.map { folder in found.files.map(folder.plan.output) } ?? []
            }
        var batch = try batch(for: found, writing: outputs, register)
        try convert(found.files, to: destination, folder, &batch)
        return try conclude(&batch, register)
    }

    private func outputFiles(_ register: TemporaryFiles) -> OutputFiles {
        var files = OutputFiles(overwrites: overwrites || updates, isDryRun: isDryRun, register: register)
        files.updates = updates
        return files
    }

    /// A batch that has named what could not be found.
    ///
    /// - Parameter outputs: the files that are written, as far as they are known.
    func batch(for found: Inputs, writing outputs: [String], _ register: TemporaryFiles) throws -> InputBatch {
        try ReportPlace(report, overwrites: overwrites)?.check(besides: found.files.map(\.path) + outputs)
        var batch = InputBatch(
            Converter(options),
            from: source,
            to: target,
            jobs: jobs,
            files: outputFiles(register),
            messages: Messages(style, total: found.files.count),
            report: try report.map { path throws(FileError) in try ReportFile(path, register: register) }
        )
        batch.editing = editing
        try batch.refuse(found.failures)
        return batch
    }

    /// Ends the report and says what was done.
    func conclude(_ batch: inout InputBatch, _ register: TemporaryFiles) throws(FileError) -> ExitStatus {
        try batch.report?.finish()
        try register.synchroniseFolders()
        batch.messages.note(batch.summary.lines(isDryRun: isDryRun))
        return batch.summary.status(failsOnLoss: failsOnLoss)
    }

    private func convert(
        _ inputs: [InputFile],
        to destination: OutputTarget,
        _ folder: OutputFolder?,
        _ batch: inout InputBatch
    ) throws {
        if let folder, editing.ofAll == nil {
            if try inputs.count == 1 && batch.streamSeries(inputs[0], into: folder) { return }
            return try batch.mirror(inputs, into: folder)
        }
        if try inputs.count == 1 && batch.stream(inputs[0], to: destination) { return }
        let (converter, target) = (batch.converter, batch.target)
        let documents = try batch.gather(inputs) { document in
            var report = LossReport(keeping: .none)
            _ = converter.write([document], as: target, report: &report)
        }
        if !documents.isEmpty { try batch.write(consume documents, of: inputs, to: destination) }
    }

    /// Where the results go; several objects need a folder.
    private func destination(of inputs: [InputFile]) throws(ExitStatusError) -> OutputTarget {
        let needsFolder = inputs.count > 1 && target.row.holdsOneObject
        let destination = OutputTarget(
            output,
            isExistingFolder: OutputTarget.isExistingFolder,
            hasSeveralOutputs: needsFolder
        )
        if needsFolder, destination == .standardOutput {
            throw ExitStatusError(
                status: .usage,
                "\(inputs.count) inputs, and a \(target.rawValue) file contains one object: name a folder with --output FOLDER/"
            )
        }
        return destination
    }

    private func folder(
        for destination: OutputTarget,
        _ inputs: [InputFile],
        _ files: OutputFiles
    ) -> OutputFolder? {
        guard case .folder(let path) = destination else { return nil }
        let plan = OutputPlan(folder: path, fileExtension: InputBatch.fileExtension(of: target, options))
        return OutputFolder(plan, files, inputs: inputs)
    }
}
