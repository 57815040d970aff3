package import Batch
internal import Bytes
internal import Files
internal import Kalends
internal import Reports

/// `convert --records`: each line of the input is a record with a calendar, each line of the output one with what it became.
///
/// A record is a JSON object with `id`, any value; the calendar as text in `content`, or in Base64 in `contentBase64`; and `format`
/// where it is known. It becomes one record for each output, with the same `id`; the first has the losses, findings and counts too.
/// One that cannot be converted becomes one with `error`.
package struct RecordConversion {
    private let request: Request
    private let target: String
    private let limit: Int
    private let pool: WorkerPool
    /// Whether anything altered or dropped is a failure.
    package var failsOnLoss = false

    /// What becomes of a record.
    private struct Outcome: Sendable {
        var rows: [UInt8]
        var status = ExitStatus.success
    }

    /// A conversion with options, which name a format to write.
    ///
    /// - Parameter jobs: how many records are worked on at once; nil for one for each processor.
    package init(_ options: RequestOptions, jobs: Int? = nil) {
        request = Request(understood: .convert, options)
        target = options.target?.row.name ?? ""
        pool = WorkerPool(jobs: jobs ?? WorkerPool.processorCount)
        // Each byte of content has at most six characters in JSON; what else is in a record is little.
        let (limit, isOverflow) = options.conversion.limits.inputSize.multipliedReportingOverflow(by: 6)
        self.limit = isOverflow ? .max : limit + (1 << 16)
    }

    /// Converts the records of files.
    ///
    /// - Parameter paths: the files; `-` is standard input.
    /// - Returns: how the command ends.
    /// - Throws: `FileError` if a file cannot be read, or the output not be written.
    package func run(_ paths: [String], _ output: OutputRequest) throws -> ExitStatus {
        guard let path = output.path else { return try run(paths) { try Console.standardOutput.write($0) } }
        let existing: AtomicFile.ExistingFile = output.overwrites ? .replace : .keep
        var file = try AtomicFile.beginning(path, existing: existing, register: output.register)
        let status = try run(paths) { try file.append($0) }
        let isKept = try file.commit() == .kept
        try output.register.synchroniseFolders()
        if isKept { Terminal.note(Messages.kept(path)) }
        return isKept ? status.combined(with: .partlyDone) : status
    }

    /// - Parameter write: takes the records in the order of the input.
    private func run(_ paths: [String], write: ([UInt8]) throws -> Void) throws -> ExitStatus {
        var status = ExitStatus.success
        var failure: (any Error)?
        for path in paths {
            var reader = RecordReader(limit: limit)
            try reader.read(path) { lines in
                pool.run(
                    lines,
                    weight: { if case .bytes(let bytes) = $0 { bytes.count } else { 0 } },
                    work: { convert($0) }
                ) { outcome in
                    status = status.combined(with: outcome.status)
                    do { try write(outcome.rows) } catch { failure = error }
                    return failure == nil
                }
                return failure == nil
            }
            if let failure { throw failure }
        }
        return status
    }

    private func convert(_ line: RecordReader.Line) -> Outcome {
        guard case .bytes(let bytes) = line else {
            return failed(.null, RequestAnswer(RequestFailure("the record is larger than the limit input-size allows")))
        }
        guard let record = JSON(bytes), case .object = record else {
            return failed(.null, RequestAnswer(RequestFailure("the line is not a JSON object")))
        }
        let id = record["id"] ?? .null
        let content: [UInt8]
        switch (record["content"]?.text, record["contentBase64"]?.text) {
        case (let text?, nil): content = Array(text.utf8)
        case (nil, let text?):
            guard let decoded = Base64.decode(Array(text.utf8).span) else {
                return failed(id, RequestAnswer(RequestFailure("contentBase64 is not Base64")))
            }
            content = decoded
        default:
            return failed(id, RequestAnswer(RequestFailure("a record has either content or contentBase64, as text")))
        }
        var source: ReadFormat?
        if let format = record["format"], format != .null {
            source = format.text.flatMap(ReadFormat.init(argument:))
            if source == nil { return failed(id, RequestAnswer(RequestFailure("unknown format"))) }
        }
        let answer = request.run(content, from: source?.format, name: id.text ?? "")
        return answer.status == .done || answer.status == .incomplete ? converted(id, answer) : failed(id, answer)
    }

    private func failed(_ id: JSON, _ answer: RequestAnswer) -> Outcome {
        Outcome(rows: line(id, [], answer.members), status: .partlyDone)
    }

    private func converted(_ id: JSON, _ answer: RequestAnswer) -> Outcome {
        var outcome = Outcome(rows: [])
        for (index, output) in answer.outputs.enumerated() {
            var members: [(String, JSON?)] = [
                ("format", .text(target)), ("uid", output.uid.map(JSON.text)),
            ]
            if let text = String(validating: output.bytes, as: UTF8.self) {
                members.append(("content", .text(text)))
            } else {
                members.append(("contentBase64", .text(String(decoding: Base64.encode(output.bytes), as: UTF8.self))))
            }
            outcome.rows += line(id, members, index == 0 ? answer.members : JSONObject())
        }
        if answer.outputs.isEmpty { outcome.rows = line(id, [("format", .text(target))], answer.members) }
        if answer.status == .incomplete { outcome.status = .partlyDone }
        if failsOnLoss, answer.hasLosses { outcome.status = outcome.status.combined(with: .losses) }
        return outcome
    }

    /// A record as a line: its id, members, and those of a report.
    private func line(_ id: JSON, _ members: [(String, JSON?)], _ report: JSONObject) -> [UInt8] {
        var head = JSON.members([("id", id)] + members).line
        let rest = report.line.dropFirst()
        // Without the brace and the line end of the first object, and the brace that begins the second.
        head.removeLast(2)
        return rest.count > 2 ? head + [UInt8(ascii: ",")] + rest : head + rest
    }
}
