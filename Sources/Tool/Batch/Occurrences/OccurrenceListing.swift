package import Files
package import Kalends

/// The occurrences of all inputs in order of time, as rows or as calendar data.
package struct OccurrenceListing {
    private let reading: InputReading
    private let output: OutputRequest
    /// The first day that is listed; nil for all.
    package var first: CivilDate?
    /// The day after the last that is listed; nil for all.
    package var end: CivilDate?
    /// How many occurrences are listed at most; nil for all.
    package var most: Int?
    /// Which occurrences there are.
    package var options: ExpansionOptions
    /// What is written.
    package var form: Form

    /// What a listing is written as.
    package enum Form: Sendable {
        /// Rows on standard output.
        case rows(OccurrenceRows.Form, keepsFormulas: Bool)
        /// Calendar data of a format, in the requested output.
        case calendar(CalendarFormat)
    }

    /// A listing of a form.
    package init(_ reading: InputReading, as form: Form, _ output: OutputRequest, options: ExpansionOptions) {
        self.reading = reading
        self.form = form
        self.output = output
        self.options = options
    }

    /// Lists the occurrences of inputs.
    ///
    /// - Throws: ``ExitStatusError`` if nothing could be read, something is missing, or a series has no end that would be reached.
    package func run(_ found: Inputs) throws {
        let window = OccurrenceWindow(from: first, until: end)
        var work = try OccurrenceInputs(
            found,
            reading,
            to: output,
            as: target,
            trial: OccurrenceInputs.listing(in: window, options, most: most)
        )
        var endless: String?
        var merge = work.converter.occurrences(
            of: work.series,
            in: window,
            options: options,
            isForRows: target == nil,
            endless: &endless,
            diagnostics: &work.diagnostics
        )
        if most == nil, end == nil, let endless {
            throw ExitStatusError(
                status: .usage,
                "the series \(endless) never ends: set an end with --until DAY or --first N"
            )
        }
        try write(&merge, &work)
        merge.reportUnfinished(to: &work.diagnostics)
        try work.end(isIncomplete: !merge.unfinished.isEmpty)
    }

    private var target: CalendarFormat? {
        if case .calendar(let format) = form { format } else { nil }
    }

    private func write(_ merge: inout OccurrenceMerge, _ work: inout OccurrenceInputs) throws {
        switch form {
        case .calendar(let format):
            var found: [(series: Int, occurrence: SeriesOccurrence)] = []
            while found.count < most ?? .max, let next = merge.nextWithSeries() { found.append(next) }
            try work.write(work.converter.document(of: found, from: merge, as: format))
        case .rows(let form, let keepsFormulas):
            var rows = OccurrenceRows(form, keepsFormulas: keepsFormulas)
            var count = 0
            while count < most ?? .max, let next = merge.next() {
                try rows.add(next)
                count += 1
            }
            try rows.finish()
        }
    }
}
