internal import Files
internal import Kalends

/// One side of a comparison: everything that an argument names, as one calendar.
struct CalendarSide {
    /// The calendar.
    let tree: ComponentTree
    /// How a command ends that could read no more of it than this.
    let status: ExitStatus

    /// Reads a side.
    ///
    /// - Parameter argument: a file, a folder, or `-` for standard input.
    /// - Throws: ``ExitStatusError`` if nothing of it could be read. A file of a folder that fails costs the side only itself.
    init(_ argument: String, _ reading: InputReading) throws {
        let converter = Converter(reading.options)
        let found = try InputSelection([argument]).discover()
        var batch = InputBatch(
            converter,
            from: reading.source,
            to: .iCalendar,
            jobs: WorkerPool.processorCount,
            files: OutputFiles(overwrites: false, isDryRun: true, register: TemporaryFiles()),
            messages: Messages(reading.style, total: found.files.count),
            report: nil
        )
        try batch.refuse(found.failures)
        let documents = try batch.gather(found.files) { document in
            var report = LossReport(keeping: .none)
            _ = converter.tree(of: [document], report: &report)
        }
        status = batch.summary.status(failsOnLoss: false)
        if documents.isEmpty { throw ExitStatusError(status: status) }
        var report = LossReport()
        tree = converter.tree(of: documents, report: &report)
    }
}
