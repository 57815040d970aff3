internal import Files
internal import Kalends
internal import Reports

/// Converts many inputs at once; messages and outputs do not depend on how many.
struct InputBatch {
    let converter: Converter
    let source: CalendarFormat?
    let target: CalendarFormat
    let jobs: Int
    let files: OutputFiles
    var messages: Messages
    let report: ReportFile?
    /// What is done with documents between reading and writing.
    var editing = DocumentEditing()
    var summary = Summary()
    private var done = 0

    init(
        _ converter: Converter,
        from source: CalendarFormat?,
        to target: CalendarFormat,
        jobs: Int,
        files: OutputFiles,
        messages: Messages,
        report: ReportFile?
    ) {
        self.converter = converter
        self.source = source
        self.target = target
        self.jobs = jobs
        self.files = files
        self.messages = messages
        self.report = report
    }
}

// MARK: - One input

extension InputBatch {
    /// Reads an input and does with its documents what there is to do.
    static func work(
        _ begun: Outcome,
        _ converter: Converter,
        _ source: CalendarFormat?,
        then: ([CalendarDocument], inout Outcome) -> Void
    ) -> Outcome {
        var outcome = begun
        let input = begun.input
        do throws(ReadError) {
            let bytes = try read(input, limit: converter.options.limits.inputSize, &outcome.diagnostics)
            if input.part?.isDoubtful == true { outcome.reportDoubtfulPart() }
            var documents = try outcome.documents(in: bytes, by: converter, from: source)
            for index in documents.indices { documents[index].folder = input.folder }
            if documents.contains(where: { $0.losses.failed + $0.losses.skipped > 0 }) { outcome.isPartial = true }
            then(documents, &outcome)
        } catch {
            outcome.fail(error)
        }
        return outcome
    }

    /// Reads an input whose findings are reported elsewhere; nothing if it cannot be read.
    static func documents(of input: InputFile, _ converter: Converter, _ source: CalendarFormat?) -> [CalendarDocument]
    {
        var found: [CalendarDocument] = []
        _ = work(Outcome(input, hasReport: false), converter, source) { documents, _ in found = documents }
        return found
    }

    private static func read(
        _ input: InputFile,
        limit: Int,
        _ diagnostics: inout Diagnostics
    ) throws(ReadError) -> [UInt8] {
        do throws(FileError) {
            var hasChanged = false
            let bytes = try input.read(limit: limit, hasChanged: &hasChanged)
            if hasChanged { diagnostics.reportChangedInput() }
            return bytes
        } catch {
            if case .tooLarge(let limit) = error.reason {
                throw ReadError(.limitExceeded(name: "input-size", limit: limit))
            }
            throw ReadError(.notReadable(error.message))
        }
    }
}

// MARK: - Many inputs

extension InputBatch {
    /// Names what could not be found.
    mutating func refuse(_ failures: [FileError]) throws(FileError) {
        for failure in failures {
            let diagnostic = failure.diagnostic()
            messages.fail(diagnostic)
            summary.add(failure)
            try report?.append(Loss(diagnostic.rule, .dropped, diagnostic.message, at: diagnostic.location))
        }
    }

    /// Converts every input into a separate file or folder of files.
    mutating func mirror(_ inputs: [InputFile], into folder: OutputFolder) throws(FileError) {
        let (converter, source, target, jobs, hasReport) = (converter, source, target, jobs, report != nil)
        let editing = editing
        let joined =
            target.row.holdsOneObject && inputs.count > 1 && editing.isEmpty
            ? JoinedInputs(inputs, converter, source, jobs: jobs) : JoinedInputs()
        var spools: [Int: RowSpool] = [:]
        var index = 0
        try settleAll { settle in
            ProcessPool(jobs: jobs).run(inputs, weight: \.size) { input, sender in
                let begun = Outcome(input, hasReport: hasReport, sender: sender)
                let outcome: Outcome
                if converter.options.profile == nil, editing.isEmpty,
                    let format = Self.streamedFormat(of: input, from: source, to: target)
                {
                    outcome = Self.stream(
                        Self.conversion(from: format, converter, to: target),
                        to: folder.plan.output(for: input),
                        folder.files,
                        begun
                    )
                } else {
                    outcome = Self.work(begun, converter, source) { documents, outcome in
                        if joined.absorbed.contains(input) {
                            return converter.reportJoined(documents, as: target, report: &outcome.report)
                        }
                        let others = (joined.ofSeries[input] ?? []).flatMap {
                            Self.documents(of: $0, converter, source)
                        }
                        let documents = editing.edited(documents, by: converter, &outcome.report)
                        folder.write(
                            converter.write(documents, joining: others, as: target, report: &outcome.report),
                            to: &outcome
                        )
                    }
                }
                sender?.send(ReportFile.rows(of: outcome.report.losses, file: outcome.lossFile))
                return outcome
            } part: { index, rows in
                let spool = rows == nil ? nil : spools[index] ?? RowSpool()
                rows.map { spool?.append($0) }
                spools[index] = spool
            } died: { input, end in
                var outcome = Outcome(input, hasReport: hasReport)
                outcome.fail(ReadError(.crashed(end.description)))
                return outcome
            } deliver: { outcome in
                defer { index += 1 }
                var outcome = outcome
                outcome.rows = spools.removeValue(forKey: index) ?? outcome.rows
                return settle(outcome)
            }
        }
    }

    /// Reads every input, to be written as one.
    ///
    /// An input on which reading or `trial` crashes is named and left alone.
    ///
    /// - Parameter trial: what is done with a document later, as far as an input may be to blame for a crash of it.
    mutating func gather(
        _ inputs: [InputFile],
        trial: @escaping @Sendable (CalendarDocument) -> Void
    ) throws(FileError) -> [CalendarDocument] {
        let gathering = InputGathering(self)
        let blamed = guardInputs(inputs, gathering, trial)
        var outcomes: [Outcome] = []
        messages.watchingReading(of: inputs) {
            WorkerPool(jobs: jobs).run(inputs, weight: \.size) { input in
                guard let end = blamed[input.identity] else { return gathering.outcome(of: input) }
                var outcome = Outcome(input, hasReport: gathering.hasReport)
                outcome.fail(ReadError(.crashed(end.description)))
                return outcome
            } deliver: { outcome in
                // Settled when all is read: a process that begins anew prints everything anew.
                outcomes.append(outcome)
                messages.advance(to: outcomes.count)
                return true
            }
        }
        var documents: [CalendarDocument] = []
        try settleAll { settle in
            for outcome in outcomes {
                documents += outcome.documents
                guard settle(outcome) else { return }
            }
        }
        return documents
    }

    /// Continues in a process that may crash; returns the inputs to leave alone, by identity.
    private func guardInputs(
        _ inputs: [InputFile],
        _ gathering: InputGathering,
        _ trial: @escaping @Sendable (CalendarDocument) -> Void
    ) -> [String: ProcessEnd] {
        // Standard input cannot be read twice.
        guard inputs.count > 1, !inputs.contains(where: \.isStandardInput) else { return [:] }
        let jobs = jobs
        return GuardedProcess.begin { known in
            var found: [String: ProcessEnd] = [:]
            let others = inputs.filter { known[$0.identity] == nil }
            ProcessPool(jobs: jobs, isolatesSingle: true).run(others, weight: \.size) { input, _ in
                gathering.outcome(of: input).documents.forEach(trial)
                return input.identity
            } died: { input, end in
                found[input.identity] = end
                return input.identity
            } deliver: { _ in
                true
            }
            return found
        } giveUp: { end in
            Terminal.complain("internal error, not caused by one input: \(end)")
        }
    }

    /// Settles the outcomes that `body` hands over, until one cannot be settled.
    private mutating func settleAll(_ body: ((Outcome) -> Bool) -> Void) throws(FileError) {
        var failure: FileError?
        body { outcome in
            do throws(FileError) {
                try settle(outcome)
                return true
            } catch {
                failure = error
                return false
            }
        }
        messages.finish()
        if let failure { throw failure }
    }

    /// Prints and counts the outcome of an input, or of a part of one that is counted elsewhere.
    mutating func settle(_ outcome: Outcome, isWhole: Bool = true) throws(FileError) {
        messages.say(outcome.diagnostics, of: outcome.input.displayName, keepsErrors: outcome.isPartial)
        if let failure = outcome.failure { messages.fail(failure) }
        for reason in outcome.report.failures {
            messages.fail(Diagnostic(reason, of: outcome.lossFile))
        }
        messages.sayNotices(outcome.report.notices.map { Diagnostic(notice: $0, of: outcome.lossFile) })
        for output in outcome.outputs { try announce(output, of: outcome.input.displayName) }
        // A separate process may have written it.
        for output in outcome.outputs where !files.isDryRun {
            if case .written = output.fate { files.register.noteNamed(output.path) }
        }
        summary.add(outcome, isWhole: isWhole)
        try report?.append(outcome)
        if isWhole {
            done += 1
            messages.advance(to: done)
        }
        // A full disk will not hold the next file either.
        for case .failed(let error) in outcome.outputs.map(\.fate) where error.reason == .noSpace { throw error }
    }

    /// Prints the fate of an output, if it is not simply written.
    mutating func announce(_ output: Outcome.Written, of input: String) throws(FileError) {
        switch output.fate {
        case .failed(let error):
            messages.fail(Diagnostic("not-written", .error, error.message, at: SourceLocation(file: error.path)))
        case .kept where !files.isDryRun: messages.noteKept(output.path)
        case .written where !files.isDryRun, .unchanged: return
        case .kept:
            try Terminal.print(
                "\(TerminalText.printable(input)) -> \(TerminalText.printable(output.path)) (exists already, would be kept)\n"
            )
        case .written:
            try Terminal.print("\(TerminalText.printable(input)) -> \(TerminalText.printable(output.path))\n")
        }
    }
}

// MARK: - One output

extension InputBatch {
    /// Writes documents as one output, or as a folder of files if the format needs one.
    ///
    /// - Throws: ``ExitStatusError`` if several outputs have no folder to go to.
    mutating func write(
        _ documents: consuming [CalendarDocument],
        of inputs: [InputFile],
        to destination: OutputTarget
    ) throws {
        let lossFile = inputs.count == 1 ? inputs[0].displayName : nil
        var outcome = Outcome(inputs[0], lossFile: lossFile, hasReport: report != nil)
        if let edit = editing.ofAll { documents = edit(converter, documents, &outcome.report) }
        // What is written as one calendar is given up before its text is made.
        let outputs =
            editing.ofAll != nil || !target.row.holdsOneObject
            ? converter.write(merging: documents, as: target, report: &outcome.report)
            : converter.write(documents, as: target, report: &outcome.report)
        let name = inputs.count == 1 ? inputs[0].displayName : "\(inputs.count) inputs"
        switch destination {
        case .standardOutput where outputs.count > 1:
            let form = converter.options.profile?.rawValue ?? target.rawValue
            throw ExitStatusError(
                status: .usage,
                "\(name) gives \(outputs.count) objects, and a \(form) file contains one: name a folder with --output FOLDER/"
            )
        case .standardOutput:
            for output in outputs {
                if files.isDryRun {
                    try announce(Outcome.Written(path: "standard output", fate: .written), of: name)
                } else {
                    try Console.standardOutput.write(output.bytes)
                }
            }
        case .file(let path) where outputs.count == 1:
            outcome.add(files.write(outputs[0].bytes, to: path), itemCount: outputs[0].itemCount)
        case .file(let path), .folder(let path):
            let plan = OutputPlan(folder: path, fileExtension: Self.fileExtension(of: target, converter.options))
            OutputFolder(plan, files, inputs: inputs).write(outputs, to: &outcome)
        }
        try settle(writing: outcome, of: name)
    }

    /// Says and counts what was written of inputs that are settled.
    mutating func settle(writing outcome: Outcome, of name: String) throws(FileError) {
        for reason in outcome.report.failures { messages.fail(Diagnostic(reason, of: outcome.lossFile)) }
        for output in outcome.outputs {
            try announce(output, of: name)
            summary.add(output)
        }
        summary.add(outcome.report)
        try report?.append(outcome)
    }

    /// The extension of the files that are written.
    static func fileExtension(of target: CalendarFormat, _ options: ConversionOptions) -> String {
        let format = options.envelope == .message ? CalendarFormat.message : target
        return format.row.extensions.first ?? "txt"
    }
}
