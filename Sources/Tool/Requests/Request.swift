internal import Batch
package import Kalends
internal import Occurrences
internal import Reports
internal import Selecting
internal import Validation

/// Work on calendars in memory, with options: what the C interface and `convert --records` have in common.
///
/// It may be shared by threads, and reads no file besides the zones of the system.
package struct Request: Sendable {
    /// What is asked for.
    package let work: RequestWork
    let options: RequestOptions
    let converter: Converter
    private let validator: Validator?

    /// A request, which may be made of many inputs.
    ///
    /// - Throws: ``RequestFailure`` if the options lack something.
    package init(_ work: RequestWork, _ options: RequestOptions) throws(RequestFailure) {
        if options.target == nil, work.needsTarget {
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
        guard work.inputCount.contains(inputs.count) else {
            return RequestAnswer(RequestFailure("wrong number of inputs for \(work): \(inputs.count)"))
        }
        return run(inputs, from: options.source, name: options.name)
    }

    /// How many bytes an input may have.
    package var sizeLimit: Int { options.conversion.limits.inputSize }

    /// The answer about an input that has more bytes; so that they need not be copied.
    package var refusal: RequestAnswer { refusal(name: options.name) }

    private func refusal(name: String) -> RequestAnswer {
        RequestAnswer(ReadError(.limitExceeded(name: "input-size", limit: sizeLimit)), name: name)
    }

    /// Does the work on one input whose format or name is its own.
    package func run(_ input: [UInt8], from source: CalendarFormat?, name: String) -> RequestAnswer {
        run([input], from: source ?? options.source, name: name)
    }

    private func run(_ inputs: [[UInt8]], from source: CalendarFormat?, name: String) -> RequestAnswer {
        if inputs.contains(where: { $0.count > sizeLimit }) { return refusal(name: name) }
        do throws(ReadError) {
            return switch work {
            case .convert: try conversion(of: inputs[0], from: source, name: name)
            case .validate: findings(in: inputs[0], from: source, name: name)
            case .expand: try occurrences(of: inputs[0], from: source, name: name)
            case .diff: try differences(inputs[0], inputs[1], from: source, name: name)
            case .restore: try series(of: inputs[0], from: source, name: name)
            case .formats: formats
            case .anonymize: try anonymous(inputs[0], from: source, name: name)
            case .split: try parts(of: inputs[0], from: source, name: name)
            case .merge: try merged(inputs, from: source, name: name)
            }
        } catch {
            return RequestAnswer(error, name: name)
        }
    }
}

// MARK: - Works that list something

extension Request {
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
        let columns = OccurrenceColumns(of: .jsonl)
        let most = options.most ?? Self.occurrenceLimit
        while rows.count < most, let next = merge.next() { rows.append(columns.object(of: next)) }
        if options.most == nil, rows.count == most, merge.next() != nil {
            return RequestAnswer(RequestFailure("more than \(most) occurrences: set another end with until or first"))
        }
        merge.reportUnfinished(to: &diagnostics)
        var answer = RequestAnswer()
        if !merge.unfinished.isEmpty { answer.status = .incomplete }
        answer.members.add("occurrences", rows)
        answer.add(diagnostics.losses, name: name)
        answer.add(diagnostics)
        return answer
    }

    /// How many occurrences are listed where no option states a number: a short rule can have billions.
    private static let occurrenceLimit = 100_000

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
