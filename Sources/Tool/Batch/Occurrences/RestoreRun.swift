package import Files
package import Kalends

/// Finds the series behind the single occurrences of all inputs.
package struct RestoreRun {
    private let reading: ConversionOptions
    private let target: CalendarFormat
    /// The format of every input; nil to detect it.
    package var source: CalendarFormat?
    /// A file or folder; nil for standard output.
    package var output: String?
    /// Whether files that exist are replaced instead of kept.
    package var overwrites = false
    /// Whether the rules have no end.
    package var isOpenEnded = false
    /// What is printed on standard error.
    package var style = MessageStyle()

    /// - Parameters:
    ///   - reading: how inputs are read.
    ///   - target: the format of the series.
    package init(_ reading: ConversionOptions, to target: CalendarFormat) {
        self.reading = reading
        self.target = target
    }

    /// Restores the series of inputs, and writes them.
    ///
    /// - Parameter register: the unfinished files of the process.
    /// - Throws: ``ExitStatusError`` if nothing could be read, or something is missing.
    package func run(_ found: Inputs, _ register: TemporaryFiles) throws {
        let (target, isOpenEnded) = (target, isOpenEnded)
        var work = try OccurrenceInputs(
            found,
            reading,
            from: source,
            target: target,
            overwrites: overwrites,
            style: style,
            register: register
        ) { converter, series in
            var diagnostics = Diagnostics()
            _ = converter.restore(series, for: target, isOpenEnded: isOpenEnded, diagnostics: &diagnostics)
        }
        let restoration = work.converter.restore(
            work.series,
            for: target,
            isOpenEnded: isOpenEnded,
            diagnostics: &work.diagnostics
        )
        work.note(restoration.restored.map(\.summaryLine))
        if restoration.restored.isEmpty { work.note(["no series was found"]) }
        try work.write(CalendarDocument(format: target, content: .series(restoration.series)), to: output)
        try work.end()
    }
}
