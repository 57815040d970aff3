package import Files
package import Kalends

/// The occurrences of all inputs in order of time, as rows or as calendar data.
package struct OccurrenceListing {
    /// How inputs are read.
    package var reading: ConversionOptions
    /// The format of every input; nil to detect it.
    package var source: CalendarFormat?
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
    /// Whether files that exist are replaced instead of kept.
    package var overwrites = false
    /// What is printed on standard error.
    package var style = MessageStyle()

    /// What a listing is written as.
    package enum Form: Sendable {
        /// Rows on standard output.
        case rows(OccurrenceRows.Form, keepsFormulas: Bool)
        /// Calendar data of a format, in a file or folder or on standard output.
        case calendar(CalendarFormat, output: String?)
    }

    /// A listing of a form.
    package init(
        _ reading: ConversionOptions,
        as form: Form,
        options: ExpansionOptions = ExpansionOptions()
    ) {
        self.reading = reading
        self.form = form
        self.options = options
    }

    /// Lists the occurrences of inputs.
    ///
    /// - Parameter register: the unfinished files of the process.
    /// - Throws: ``ExitStatusError`` if nothing could be read, something is missing, or a series has no end that would be reached.
    package func run(_ found: Inputs, _ register: TemporaryFiles) throws {
        let window = OccurrenceWindow(from: first, until: end)
        var work = try OccurrenceInputs(
            found,
            reading,
            from: source,
            target: target,
            overwrites: overwrites,
            style: style,
            register: register,
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
        if case .calendar(let format, _) = form { format } else { nil }
    }

    private func write(_ merge: inout OccurrenceMerge, _ work: inout OccurrenceInputs) throws {
        switch form {
        case .calendar(let format, let output):
            var found: [(series: Int, occurrence: SeriesOccurrence)] = []
            while found.count < most ?? .max, let next = merge.nextWithSeries() { found.append(next) }
            try work.write(work.converter.document(of: found, from: merge, as: format), to: output)
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
