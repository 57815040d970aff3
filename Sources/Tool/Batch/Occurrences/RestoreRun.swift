package import Files
package import Kalends

/// Finds the series behind the single occurrences of all inputs.
package struct RestoreRun {
    private let reading: InputReading
    private let target: CalendarFormat
    private let output: OutputRequest
    private let isOpenEnded: Bool

    /// - Parameters:
    ///   - target: the format of the series.
    ///   - isOpenEnded: whether the rules have no end.
    package init(_ reading: InputReading, to target: CalendarFormat, _ output: OutputRequest, isOpenEnded: Bool) {
        self.reading = reading
        self.target = target
        self.output = output
        self.isOpenEnded = isOpenEnded
    }

    /// Restores the series of inputs, and writes them.
    ///
    /// - Throws: ``ExitStatusError`` if nothing could be read, or something is missing.
    package func run(_ found: Inputs) throws {
        let (target, isOpenEnded) = (target, isOpenEnded)
        var work = try OccurrenceInputs(found, reading, to: output, as: target) { converter, series in
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
        try work.write(CalendarDocument(format: target, content: .series(restoration.series)))
        try work.end()
    }
}
