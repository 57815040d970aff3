internal import Files
internal import Kalends

/// Big inputs are converted piece by piece, where their formats allow it.
extension InputBatch {
    /// The format of an input that is to be streamed; nil if it is small, or no file, or its conversion needs the whole.
    static func streamedFormat(
        of input: InputFile,
        from source: CalendarFormat?,
        to target: CalendarFormat
    ) -> CalendarFormat? {
        guard input.size >= StreamConverter.threshold, !input.isStandardInput, !input.isMessage else { return nil }
        let head = try? WholeFile.readBeginning(of: input.path, count: FormatDetection.headSize)
        guard let format = source ?? FormatDetection.format(name: input.displayName, head: head ?? []),
            StreamConverter.handles(from: format, to: target)
        else { return nil }
        return format
    }

    /// Writes what becomes of an input, piece by piece.
    typealias StreamedWork = (any ConversionSink, inout Outcome) throws(StreamError) -> Void

    /// Converts a single input piece by piece if it is worth it.
    ///
    /// - Returns: false if nothing was done, because the input is small or its conversion needs the whole.
    mutating func stream(_ input: InputFile, to destination: OutputTarget) throws(FileError) -> Bool {
        if case .folder = destination { return false }
        // A profile looks at the whole.
        guard converter.options.profile == nil,
            let format = Self.streamedFormat(of: input, from: source, to: target)
        else {
            return false
        }
        var outcome = Outcome(input, hasReport: report != nil)
        if editing.isEmpty {
            let work = Self.conversion(from: format, converter, to: target)
            outcome = try messages.watchingReading(of: [input]) { () throws(FileError) in
                try run(work, outcome, to: destination)
            }
        } else {
            guard let selection = editing.selection, format.row.hasPlaces, format == target,
                let stream = messages.watchingReading(
                    of: [input],
                    { SelectionStream(input.path, selection, converter, diagnostics: &outcome.diagnostics) }
                )
            else { return false }
            var messages = messages
            messages.expect(stream.seriesCount, unit: "series")
            outcome.report.merge(outcome.diagnostics.takeLosses())
            let jobs = jobs
            outcome = try run(
                { sink, outcome throws(StreamError) in
                    try stream.write(into: sink, jobs: jobs, report: &outcome.report) { messages.advance(to: $0) }
                    messages.finish()
                },
                outcome,
                to: destination
            )
        }
        try settle(outcome)
        messages.finish()
        return true
    }

    /// The conversion of an input from a format that is read piece by piece.
    static func conversion(
        from format: CalendarFormat,
        _ converter: Converter,
        to target: CalendarFormat
    ) -> StreamedWork {
        { sink, outcome throws(StreamError) in
            try StreamConverter(converter.options).convert(
                outcome.input.path,
                from: format,
                to: target,
                into: sink,
                report: &outcome.report,
                diagnostics: &outcome.diagnostics
            )
        }
    }

    private func run(
        _ work: StreamedWork,
        _ begun: Outcome,
        to destination: OutputTarget
    ) throws(FileError) -> Outcome {
        if case .file(let path) = destination { return Self.stream(work, to: path, files, begun) }
        var outcome = begun
        let sink: any ConversionSink = files.isDryRun ? NoSink() : ConsoleSink()
        let failure = Self.stream(work, &outcome, sink)
        if let failure { throw failure }
        if files.isDryRun { outcome.outputs.append(.init(path: "standard output", fate: .written)) }
        return outcome
    }

    /// Streams an input into a separate file.
    static func stream(
        _ work: StreamedWork,
        to path: String,
        _ files: OutputFiles,
        _ begun: Outcome
    ) -> Outcome {
        var outcome = begun
        do throws(FileError) {
            if files.isDryRun || files.wouldKeep(path) {
                let sink = ComparingSink(path)
                _ = stream(work, &outcome, sink)
                if outcome.failure != nil { return outcome }
                let isSame = files.comparesFirst && sink.isSame
                let written =
                    isSame ? Outcome.Written(path: path, fate: .unchanged) : files.write([], to: path, comparing: false)
                outcome.add(written, itemCount: outcome.report.written)
            } else {
                let sink = try FileSink(path, files)
                let failure = stream(work, &outcome, sink)
                if let failure { throw failure }
                if outcome.failure != nil { return outcome }
                outcome.add(try sink.finish(), itemCount: outcome.report.written)
            }
        } catch {
            outcome.add(Outcome.Written(path: path, fate: .failed(error)), itemCount: outcome.report.written)
        }
        return outcome
    }

    /// - Returns: what the output refused.
    private static func stream(
        _ work: StreamedWork,
        _ outcome: inout Outcome,
        _ sink: any ConversionSink
    ) -> FileError? {
        do throws(StreamError) {
            try work(sink, &outcome)
        } catch {
            switch error {
            case .input(let error): outcome.fail(error)
            case .file(let error) where error.path == outcome.input.path:
                outcome.fail(ReadError(.notReadable(error.message)))
            case .file(let error): return error
            }
        }
        return nil
    }

    /// Converts a single big iCalendar input to a folder of objects, in two passes.
    ///
    /// - Returns: false if nothing was done, because the input is small or has to be read as a whole.
    mutating func streamSeries(_ input: InputFile, into folder: OutputFolder) throws(FileError) -> Bool {
        guard target.row.holdsOneObject, editing.isEmpty,
            Self.streamedFormat(of: input, from: source, to: .iCalendar)?.row.hasPlaces == true
        else { return false }
        var outcome = Outcome(input, hasReport: report != nil)
        let stream: SeriesStream?
        do throws(StreamError) {
            stream = try SeriesStream(
                input.path,
                converter,
                report: &outcome.report,
                diagnostics: &outcome.diagnostics
            )
        } catch {
            outcome.fail(error)
            try settle(outcome)
            return true
        }
        guard let stream, stream.seriesCount > 1 else { return false }
        try settle(outcome)
        try convert(stream, of: input, into: folder)
        return true
    }

    private mutating func convert(
        _ stream: SeriesStream,
        of input: InputFile,
        into folder: OutputFolder
    ) throws(FileError) {
        let (target, hasReport) = (target, report != nil)
        var names = UniqueNames()
        var failure: FileError?
        messages.expect(stream.seriesCount)
        var done = 0
        WorkerPool(jobs: jobs, itemsPerChunk: 1).run(stream.groups) { group in
            var part = Outcome(input, hasReport: hasReport)
            do throws(StreamError) {
                let outputs = try stream.convert(group, to: target, report: &part.report)
                return (part, outputs, group.count)
            } catch {
                part.fail(error)
                return (part, [], group.count)
            }
        } deliver: { (part: Outcome, outputs: [ConversionOutput], count: Int) in
            var part = part
            for output in outputs {
                part.add(folder.write(output, of: input, &names), itemCount: output.itemCount)
            }
            do throws(FileError) {
                try settle(part, isWhole: false)
            } catch {
                failure = error
            }
            done += count
            messages.advance(to: done)
            return failure == nil
        }
        messages.finish()
        if let failure { throw failure }
    }
}

extension Outcome {
    /// Notes that the input could not be read.
    mutating func fail(_ error: StreamError) {
        switch error {
        case .input(let error): fail(error)
        case .file(let error): fail(ReadError(.notReadable(error.message)))
        }
    }
}
