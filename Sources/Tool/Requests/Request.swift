internal import Batch
package import Kalends
internal import Occurrences
internal import Reports
internal import Validation

/// Work on calendars in memory, with options: what the C interface and `convert --records` have in common.
///
/// It may be shared by threads, and reads no file besides the zones of the system.
package struct Request: Sendable {
    /// What is asked for.
    package let work: RequestWork
    private let options: RequestOptions
    private let converter: Converter
    private let validator: Validator?

    /// A request, which may be made of many inputs.
    ///
    /// - Throws: ``RequestFailure`` if the options lack something.
    package init(_ work: RequestWork, _ options: RequestOptions) throws(RequestFailure) {
        if options.target == nil, work == .convert || work == .restore {
            throw RequestFailure("the option “to” names no format to write")
        }
        self.init(understood: work, options)
    }

    /// A request whose options lack nothing.
    init(understood work: RequestWork, _ options: RequestOptions) {
        self.work = work
        self.options = options
        converter = Converter(options.conversion)
        guard work == .validate else {
            validator = nil
            return
        }
        var validator = Validator(rules: options.settings.selection.rules, zones: converter.zones)
        validator.limits.text = options.conversion.limits
        validator.limits.xml = options.conversion.xmlLimits
        validator.limits.mail = options.conversion.mailLimits
        self.validator = validator
    }

    /// Does the work.
    ///
    /// - Parameter inputs: as many as ``RequestWork/inputCount``.
    package func run(_ inputs: [[UInt8]]) -> RequestAnswer {
        guard inputs.count == work.inputCount else {
            return RequestAnswer(
                RequestFailure("number of inputs for \(work.rawValue): \(inputs.count) instead of \(work.inputCount)")
            )
        }
        return run(inputs, from: options.source, name: options.name)
    }

    /// Does the work on one input whose format or name is its own.
    package func run(_ input: [UInt8], from source: CalendarFormat?, name: String) -> RequestAnswer {
        run([input], from: source ?? options.source, name: name)
    }

    private func run(_ inputs: [[UInt8]], from source: CalendarFormat?, name: String) -> RequestAnswer {
        if let limit = inputs.first(where: { $0.count > options.conversion.limits.inputSize }).map({ _ in
            options.conversion.limits.inputSize
        }) {
            return RequestAnswer(ReadError(.limitExceeded(name: "input-size", limit: limit)), name: name)
        }
        do throws(ReadError) {
            return switch work {
            case .convert: try conversion(of: inputs[0], from: source, name: name)
            case .validate: findings(in: inputs[0], from: source, name: name)
            case .expand: try occurrences(of: inputs[0], from: source, name: name)
            case .diff: try differences(inputs[0], inputs[1], from: source, name: name)
            case .restore: try series(of: inputs[0], from: source, name: name)
            case .formats: formats
            }
        } catch {
            return RequestAnswer(error, name: name)
        }
    }
}

// MARK: - Works

extension Request {
    private func conversion(of input: [UInt8], from source: CalendarFormat?, name: String) throws(ReadError)
        -> RequestAnswer
    {
        let result = try converter.convert(input, from: source, to: options.target ?? .iCalendar, name: name)
        var answer = RequestAnswer()
        answer.outputs = result.outputs
        answer.add(result.report, name: name)
        answer.add(result.diagnostics)
        return answer
    }

    private func findings(in input: [UInt8], from source: CalendarFormat?, name: String) -> RequestAnswer {
        let format = source ?? Validator.format(of: input, name: name)
        var file = ValidatedFile(name: name)
        file.hasSchemaLevels = format.row.hasSchemaLevels
        let result = validator?.validate(input, as: format, name: name)
        file.findings = result?.findings ?? []
        var answer = RequestAnswer()
        answer.members.add("findings", file.findings.map { $0.json(in: file) })
        answer.members.add("omitted", result?.omitted.values.reduce(0, +) ?? 0)
        return answer
    }

    private func occurrences(of input: [UInt8], from source: CalendarFormat?, name: String) throws(ReadError)
        -> RequestAnswer
    {
        var diagnostics = Diagnostics(file: name)
        let documents = try converter.documents(in: input, from: source, name: name, diagnostics: &diagnostics)
        let catalogue = converter.catalogue(of: documents, diagnostics: &diagnostics)
        var endless: String?
        var merge = converter.occurrences(
            of: catalogue,
            in: OccurrenceWindow(from: options.first, until: options.end),
            isForRows: true,
            endless: &endless,
            diagnostics: &diagnostics
        )
        if options.most == nil, options.end == nil, let endless {
            return RequestAnswer(RequestFailure("the series \(endless) never ends: set an end with until or first"))
        }
        var rows: [JSONObject] = []
        while rows.count < options.most ?? .max, let next = merge.next() { rows.append(next.record.json) }
        merge.reportUnfinished(to: &diagnostics)
        var answer = RequestAnswer()
        if !merge.unfinished.isEmpty { answer.status = .incomplete }
        answer.members.add("occurrences", rows)
        answer.add(diagnostics.losses, name: name)
        answer.add(diagnostics)
        return answer
    }

    private func differences(
        _ first: [UInt8],
        _ second: [UInt8],
        from source: CalendarFormat?,
        name: String
    ) throws(ReadError) -> RequestAnswer {
        var diagnostics = Diagnostics(file: name)
        var report = LossReport(keeping: .none)
        var trees: [ComponentTree] = []
        for input in [first, second] {
            let documents = try converter.documents(in: input, from: source, name: name, diagnostics: &diagnostics)
            trees.append(converter.tree(of: documents, report: &report))
        }
        var answer = RequestAnswer()
        answer.members.add("differences", CalendarDifference.between(trees[0], trees[1]).map(\.object))
        answer.add(diagnostics)
        return answer
    }

    private func series(of input: [UInt8], from source: CalendarFormat?, name: String) throws(ReadError)
        -> RequestAnswer
    {
        let target = options.target ?? .iCalendar
        var diagnostics = Diagnostics(file: name)
        let documents = try converter.documents(in: input, from: source, name: name, diagnostics: &diagnostics)
        let restoration = converter.restore(
            converter.catalogue(of: documents, diagnostics: &diagnostics),
            for: target,
            isOpenEnded: options.isOpenEnded,
            diagnostics: &diagnostics
        )
        var report = LossReport()
        report.merge(diagnostics.losses)
        var answer = RequestAnswer()
        answer.outputs = converter.write(
            [CalendarDocument(format: target, content: .series(restoration.series))],
            as: target,
            report: &report
        )
        answer.members.add("restored", restoration.restored.count)
        answer.add(report, name: name)
        answer.add(diagnostics)
        return answer
    }

    private var formats: RequestAnswer {
        var answer = RequestAnswer()
        let rows = FormatRegistry.rows.map { row in
            var object = JSONObject()
            object.add("name", row.name)
            object.add("title", row.title)
            object.add("extensions", row.extensions)
            object.add("mediaType", row.mediaType)
            object.add("isRead", row.isRead)
            object.add("isWritten", row.isWritten)
            object.add("holdsOneObject", row.holdsOneObject)
            return object
        }
        answer.members.add("formats", rows)
        return answer
    }
}

extension RequestAnswer {
    /// Adds what was lost, and the items that were counted.
    fileprivate mutating func add(_ report: LossReport, name: String) {
        members.add("losses", report.losses.map { $0.json(file: name) })
        var counts = JSONObject()
        counts.add("read", report.read)
        counts.add("written", report.written)
        counts.add("skipped", report.skipped)
        counts.add("failed", report.failed)
        members.add("items", counts)
        hasLosses = hasLosses || report.hasLosses
        if report.skipped + report.failed > 0 { status = .incomplete }
    }

    /// Adds what was met while reading.
    fileprivate mutating func add(_ diagnostics: Diagnostics) {
        members.add("findings", diagnostics.all.map(\.json))
    }
}
