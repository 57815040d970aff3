package import Files
package import Kalends

/// The series of all inputs of a command, and what was found on the way.
package struct OccurrenceInputs {
    package let converter: Converter
    package let series: SeriesCatalogue
    /// What was found; of losses only how many there are.
    package var diagnostics = Diagnostics(losses: .none)
    private var batch: InputBatch
    private let files: [InputFile]
    private let output: OutputRequest

    /// What may be done with the series of an input before it is done with all, to find the one to blame for a crash.
    package typealias Trial = @Sendable (Converter, SeriesCatalogue) -> Void

    /// How many occurrences a trial lists where no number is given.
    private static let mostTried = 10_000

    /// The listing of occurrences as a trial.
    ///
    /// - Parameter most: how many are listed; nil for as many as a trial needs.
    package static func listing(in window: OccurrenceWindow, _ options: ExpansionOptions, most: Int? = nil) -> Trial {
        { converter, series in
            var diagnostics = Diagnostics(losses: .none)
            var endless: String?
            var merge = converter.occurrences(
                of: series,
                in: window,
                options: options,
                isForRows: false,
                endless: &endless,
                diagnostics: &diagnostics
            )
            for _ in 0..<(most ?? mostTried) where merge.next() == nil { break }
        }
    }

    /// Reads every input.
    ///
    /// - Parameters:
    ///   - output: where ``write(_:)`` writes.
    ///   - target: the format of calendar data that is to be written; nil for rows.
    ///   - trial: what is done with series later, as far as an input may be to blame for a crash of it.
    /// - Throws: ``ExitStatusError`` if none could be read.
    package init(
        _ found: Inputs,
        _ reading: InputReading,
        to output: OutputRequest,
        as target: CalendarFormat? = nil,
        trial: @escaping Trial
    ) throws {
        self.output = output
        converter = Converter(reading.options)
        files = found.files
        batch = InputBatch(
            converter,
            from: reading.source,
            to: target ?? .iCalendar,
            jobs: WorkerPool.processorCount,
            files: OutputFiles(overwrites: output.overwrites, isDryRun: false, register: output.register),
            messages: Messages(reading.style, total: found.files.count),
            report: nil
        )
        try batch.refuse(found.failures)
        let converter = converter
        let documents = try batch.gather(found.files) { document in
            var diagnostics = Diagnostics(losses: .none)
            trial(converter, converter.catalogue(of: [document], diagnostics: &diagnostics))
        }
        if documents.isEmpty { throw ExitStatusError(status: batch.summary.status(failsOnLoss: false)) }
        series = converter.catalogue(of: documents, diagnostics: &diagnostics)
    }

    /// Lists the occurrences that begin so that they may count, and shows how many series have been looked at.
    ///
    /// - Parameters:
    ///   - isForRows: whether UID, SUMMARY, STATUS and times of an item are enough.
    ///   - endless: is set to the UID of the first series that only a range or a count ends.
    mutating func occurrences(
        in range: OccurrenceRange,
        _ options: ExpansionOptions,
        isForRows: Bool,
        endless: inout String?
    ) -> OccurrenceMerge {
        var messages = batch.messages
        messages.expect(series.count, unit: "series")
        var done = 0
        let merge = converter.occurrences(
            of: series,
            in: range.beginnings(of: series, on: range.clock(of: converter.zones)),
            options: options,
            isForRows: isForRows,
            endless: &endless,
            diagnostics: &diagnostics
        ) {
            done += 1
            messages.advance(to: done)
        }
        messages.finish()
        return merge
    }

    /// Writes calendar data as one output, or one for each object where the format holds only one.
    package mutating func write(_ document: CalendarDocument) throws {
        let hasSeveral = batch.target.row.holdsOneObject && document.itemCount > 1
        var document = document
        document.losses = diagnostics.takeLosses()
        let destination = OutputTarget(
            output.path,
            isExistingFolder: OutputTarget.isExistingFolder,
            hasSeveralOutputs: hasSeveral
        )
        try batch.write([document], of: files, to: destination)
        // Occurrences are not the items that were read, so only the losses are worth a word.
        batch.messages.note(Array(batch.summary.lines(isDryRun: false).dropFirst(2)))
    }

    /// Prints notes, unless quiet.
    package func note(_ lines: [String]) {
        var messages = batch.messages
        messages.note(lines)
    }

    /// Prints what was found and ends with the status that inputs and outputs require.
    ///
    /// - Parameter isIncomplete: whether something was not computed.
    package mutating func end(isIncomplete: Bool = false) throws {
        try output.register.synchroniseFolders()
        batch.messages.say(diagnostics, of: files.count == 1 ? files[0].displayName : "\(files.count) inputs")
        var status = batch.summary.status(failsOnLoss: false)
        // An occurrence may be missing: that is never a success, and is always printed.
        if diagnostics.counts.keys.contains(where: Series.incompleteReadings.contains) {
            batch.messages.sayFailures(diagnostics.all.filter { Series.incompleteReadings.contains($0.rule) })
            if status == .success { status = .partlyDone }
        }
        if isIncomplete { status = status.combined(with: .partlyDone) }
        if status != .success { throw ExitStatusError(status: status) }
    }
}
