package import Files
package import Kalends
internal import Reports

/// The occurrences of all inputs in order of time, as rows or as calendar data.
package struct OccurrenceListing {
    private let reading: InputReading
    private let output: OutputRequest
    /// The days that are listed, and the clock.
    package var range = OccurrenceRange()
    /// How many occurrences are listed at most; nil for all.
    package var most: Int?
    /// Which occurrences there are.
    package var options: ExpansionOptions
    /// What is written.
    package var form: Form

    /// A listing of a form.
    package init(_ reading: InputReading, as form: Form, _ output: OutputRequest, options: ExpansionOptions) {
        self.reading = reading
        self.form = form
        self.output = output
        self.options = options
    }

    /// Lists the occurrences of inputs.
    ///
    /// - Throws: ``ExitStatusError`` if nothing could be read, something is missing, a file exists and is kept, or a series has
    ///   no end that would be reached.
    package func run(_ found: Inputs) throws {
        let trial = OccurrenceInputs.listing(in: range.days, options, most: most)
        var work = try OccurrenceInputs(found, reading, to: output, as: target, trial: trial)
        var endless: String?
        var merge = work.occurrences(in: range, options, isForRows: isBrief, endless: &endless)
        if most == nil, range.end == nil, let endless {
            throw ExitStatusError(
                status: .usage,
                "the series \(endless) never ends: set an end with --until DAY or --first N"
            )
        }
        let kept = try write(&merge, &work)
        merge.reportUnfinished(to: &work.diagnostics)
        try work.end(isIncomplete: !merge.unfinished.isEmpty)
        if let kept { throw ExitStatusError(status: .partlyDone, Messages.kept(kept)) }
    }

    private var target: CalendarFormat? {
        if case .calendar(let format) = form { format } else { nil }
    }

    /// Whether UID, SUMMARY, STATUS and times of an item are enough.
    private var isBrief: Bool {
        if case .rows(_, let columns, _) = form { columns?.areBrief ?? true } else { false }
    }

    /// What is said where nothing is listed.
    private var emptiness: String {
        most == 0 ? "no occurrences: at most 0 were requested" : range.emptiness
    }

    /// Writes what was found.
    ///
    /// - Returns: the file that existed and was kept; nil if none was.
    private func write(_ merge: inout OccurrenceMerge, _ work: inout OccurrenceInputs) throws -> String? {
        let clock = range.clock(of: work.converter.zones)
        switch form {
        case .calendar(let format):
            var found: [(series: Int, occurrence: SeriesOccurrence)] = []
            while found.count < most ?? .max, let next = merge.nextWithSeries() {
                if range.contains(ShownOccurrence(occurrence: next.occurrence, clock: clock)) { found.append(next) }
            }
            if found.isEmpty { work.note([emptiness]) }
            try work.write(work.converter.document(of: found, from: merge, as: format))
            return nil
        case .rows(let form, let columns, let keepsFormulas):
            let files = OutputFiles(overwrites: output.overwrites, isDryRun: false, register: output.register)
            let file = try output.path.map { path throws(FileError) in try FileSink(path, files) }
            let sink: any ConversionSink = file ?? ConsoleSink()
            var rows = OccurrenceRows(
                form,
                columns,
                keepsFormulas: keepsFormulas,
                width: file == nil ? Console.standardOutput.width : nil,
                to: { bytes throws(FileError) in try sink.write(bytes) }
            )
            var (count, skipped) = (0, 0)
            while count < most ?? .max, let next = merge.next() {
                let shown = ShownOccurrence(occurrence: next, clock: clock)
                guard range.contains(shown) else { continue }
                guard columns?.preset?.takes(shown) ?? true else {
                    skipped += 1
                    continue
                }
                try rows.add(shown)
                count += 1
            }
            try rows.finish()
            if count == 0 { work.note([emptiness]) }
            if skipped > 0 {
                work.note([
                    "\(skipped.counting("occurrence")) skipped, because an import would read them as events: to-dos, journals, cancelled occurrences"
                ])
            }
            guard let written = try file?.finish() else { return nil }
            if case .kept = written.fate { return written.path }
            return nil
        }
    }
}
