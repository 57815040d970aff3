package import Files
package import Kalends
package import Reports

/// The validation of many inputs: a report, or a baseline.
package struct ValidationRun {
    /// Which rules count.
    package var settings: ValidationSettings
    /// The format of every input; nil to detect it.
    package var source: CalendarFormat?
    /// The last level of xCal that is checked.
    package var level = XCalCheck.Level.rules
    /// The file of findings that are not reported; nil for none.
    package var baseline: String?
    /// The file to write the findings to instead of reporting them; nil for none.
    package var writeBaseline: String?
    /// The form of the report.
    package var form = ReportForm.human
    /// The file of the report; nil for standard output.
    package var output: String?
    /// Whether the file of the report, or of the findings, is replaced though it is something else.
    package var overwrites = false
    /// Whether a report on standard output is coloured.
    package var isColored = false
    /// Whether findings leave the status 0.
    package var exitZero = false
    /// How many inputs are worked on at once.
    package var jobs = WorkerPool.processorCount
    /// What is printed on standard error.
    package var style = MessageStyle()

    /// A validation with settings.
    package init(_ settings: ValidationSettings) { self.settings = settings }

    /// Validates inputs.
    ///
    /// - Parameter register: the unfinished files of the process.
    /// - Returns: how the command ends.
    /// - Throws: ``ExitStatusError`` if the baseline cannot be read; `FileError` if the report cannot be written.
    package func run(_ inputs: Inputs, _ register: TemporaryFiles) throws -> ExitStatus {
        let read = inputs.files.map(\.path)
        let others = [baseline, writeBaseline].compactMap(\.self)
        try ReportPlace(output, overwrites: overwrites)?.check(besides: read + others)
        try ReportPlace(writeBaseline, overwrites: overwrites)?.check(besides: read)
        var known = try baseline.map { try Baseline($0) }
        var written = writeBaseline.map { Baseline(for: $0) }
        let validators = ValidatorChoice(settings, for: inputs.files)
        var report = ReportOutput(
            form: writeBaseline == nil ? form : nil,
            path: output,
            isColored: isColored,
            failLevel: settings.failLevel,
            register: register
        )
        var tally = ValidationTally(failLevel: settings.failLevel, unreadable: inputs.failures)
        var messages = Messages(style, total: inputs.files.count)
        try report.begin()
        for failure in inputs.failures {
            messages.fail(failure.diagnostic())
            try report.add(ValidatedFile(name: failure.path, failure: failure.diagnostic()))
        }
        var outputFailure: FileError?
        var done = 0
        messages.watchingReading(of: inputs.files) {
            ProcessPool(jobs: jobs).run(
                inputs.files,
                weight: { $0.size },
                work: { input, _ in TransferList(validators.validate(input, source)) },
                died: { input, end in
                    TransferList([
                        ValidatedFile(
                            name: input.displayName,
                            failure: ReadError(.crashed(end.description)).diagnostic(file: input.displayName)
                        )
                    ])
                },
                deliver: { files in
                    done += 1
                    messages.advance(to: done)
                    for var file in files.elements {
                        if file.hasSchemaLevels { file.findings.removeAll { $0.schemaLevel > level } }
                        file.findings.removeAll { settings.suppresses($0, in: file.name) || known?.notes($0) == true }
                        if let failure = file.failure { messages.fail(failure) }
                        tally.add(file)
                        if written != nil {
                            for finding in file.findings { _ = written?.notes(finding) }
                            continue
                        }
                        do throws(FileError) {
                            try report.add(file)
                        } catch {
                            outputFailure = error
                            return false
                        }
                    }
                    return true
                }
            )
        }
        messages.finish()
        if let outputFailure { throw outputFailure }
        try report.finish()
        if let writeBaseline, let written {
            _ = try AtomicFile.write(
                Array(written.text.utf8),
                to: writeBaseline,
                existing: .replace,
                register: register
            )
            messages.note(["\(written.count.counting("finding")) written to \(writeBaseline)"])
        } else if form.name == ReportForm.human.name {
            messages.note(tally.lines)
        }
        if let baseline, let gone = known?.goneCount(from: inputs.files.map(\.displayName)), gone > 0 {
            messages.note([
                "\(gone.counting("finding")) of \(baseline) no longer \(gone == 1 ? "occurs" : "occur"); --write-baseline \(baseline) removes \(gone == 1 ? "it" : "them")"
            ])
        }
        try register.synchroniseFolders()
        return tally.status(exitZero: exitZero || writeBaseline != nil)
    }
}
