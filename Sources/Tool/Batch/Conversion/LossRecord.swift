package import Files
package import Kalends

/// The losses of work that is not a batch of conversions, and the file that `--report` names.
package final class LossRecord {
    private let file: ReportFile?
    private let rows: RowSpool?
    /// The file of losses that name none.
    private let lossFile: String

    /// What is done with the rows of losses.
    package let keeping: LossReport.RowKeeping

    /// - Parameters:
    ///   - path: the file, in the form that its extension names; `-` for standard output, nil for none.
    ///   - lossFile: the file of losses that name none.
    ///   - register: names the file while it is not complete.
    /// - Throws: ``ExitStatusError`` if the file is something else than a report; `FileError` if it cannot be written.
    package init(_ path: String?, lossFile: String, register: TemporaryFiles) throws {
        try ReportPlace(path, overwrites: nil)?.check(besides: [lossFile])
        self.lossFile = lossFile
        guard let path else {
            (file, rows, keeping) = (nil, nil, .none)
            return
        }
        let spool = RowSpool()
        file = try ReportFile(path, register: register)
        rows = spool
        keeping = .sink(LossSpool(lossFile, to: .here(spool)))
    }

    /// Writes the file.
    ///
    /// - Parameters:
    ///   - report: the losses of the work.
    ///   - failures: why inputs could not be read.
    package func finish(_ report: LossReport, failures: [Diagnostic] = []) throws(FileError) {
        guard let file else { return }
        try file.append(rows, and: report, of: lossFile)
        for failure in failures {
            try file.append(Loss(failure.rule, .dropped, failure.message, at: failure.location))
        }
        try file.finish()
    }
}
