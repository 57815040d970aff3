internal import Files
internal import Kalends
internal import Selecting

extension BatchConversion {
    /// Writes inputs as several calendars in a folder, each named after what its items have in common.
    ///
    /// - Parameter register: the unfinished files of the process.
    /// - Returns: how the command ends.
    /// - Throws: ``ExitStatusError`` without a folder; `FileError` if results cannot be written.
    func divide(_ found: Inputs, by division: Division, _ register: TemporaryFiles) throws -> ExitStatus {
        guard let output, output != "-" else {
            throw ExitStatusError(status: .usage, "the parts need a folder: name one with --output FOLDER/")
        }
        var batch = try batch(for: found, writing: [], register)
        let documents = try batch.gather(found.files) { document in
            var report = LossReport(keeping: .none)
            for part in Converter(options).divide([document], by: division, report: &report) {
                _ = Converter(options).write(part.documents, as: target, report: &report)
            }
        }
        if !documents.isEmpty { try write(documents, of: found.files, by: division, to: output, &batch) }
        return try conclude(&batch, register)
    }

    private func write(
        _ documents: [CalendarDocument],
        of inputs: [InputFile],
        by division: Division,
        to folder: String,
        _ batch: inout InputBatch
    ) throws {
        var reading = Outcome(
            inputs[0],
            lossFile: inputs.count == 1 ? inputs[0].displayName : nil,
            hasReport: report != nil
        )
        let parts = batch.converter.divide(documents, by: division, report: &reading.report)
        try batch.settle(writing: reading, of: "")
        var names = UniqueNames()
        let files = parts.map { part in
            InputFile(path: part.name, relativePath: names.name(for: part.name) + ".part", size: 0)
        }
        let plan = OutputPlan(folder: folder, fileExtension: InputBatch.fileExtension(of: target, options))
        let output = OutputFolder(plan, batch.files, inputs: files)
        for (part, file) in zip(parts, files) {
            var outcome = Outcome(file, lossFile: reading.lossFile, hasReport: report != nil)
            output.write(batch.converter.write(part.documents, as: target, report: &outcome.report), to: &outcome)
            try batch.settle(writing: outcome, of: part.name)
        }
    }
}
