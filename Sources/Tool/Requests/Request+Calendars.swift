internal import Batch
internal import Kalends
internal import Reports

// Works that write calendars.
extension Request {
    func conversion(of input: [UInt8], from source: CalendarFormat?, name: String) throws(ReadError)
        -> RequestAnswer
    {
        let result = try converter.convert(input, from: source, to: options.target ?? .iCalendar, name: name)
        var answer = RequestAnswer()
        answer.outputs = result.outputs
        answer.add(result.report, name: name)
        answer.add(result.diagnostics)
        return answer
    }

    func series(of input: [UInt8], from source: CalendarFormat?, name: String) throws(ReadError)
        -> RequestAnswer
    {
        var diagnostics = Diagnostics(file: name)
        let documents = try converter.documents(in: input, from: source, name: name, diagnostics: &diagnostics)
        let restoration = converter.restore(
            converter.catalogue(of: documents, diagnostics: &diagnostics),
            for: written,
            isOpenEnded: options.isOpenEnded,
            diagnostics: &diagnostics
        )
        var report = LossReport()
        report.merge(diagnostics.losses)
        var answer = RequestAnswer()
        answer.outputs = converter.write(
            [CalendarDocument(format: written, content: .series(restoration.series))],
            as: written,
            report: &report
        )
        answer.members.add("restored", restoration.restored.count)
        answer.add(report, name: name)
        answer.add(diagnostics)
        return answer
    }

    func anonymous(_ input: [UInt8], from source: CalendarFormat?, name: String) throws(ReadError) -> RequestAnswer {
        var answer = RequestAnswer()
        answer.outputs = try Anonymizer().contents(of: input, from: source, name: name).map {
            ConversionOutput(bytes: $0.bytes)
        }
        answer.add(LossReport(), name: name)
        answer.add(Diagnostics(file: name))
        return answer
    }

    func parts(of input: [UInt8], from source: CalendarFormat?, name: String) throws(ReadError) -> RequestAnswer {
        var diagnostics = Diagnostics(file: name)
        var report = LossReport()
        let documents = try converter.documents(in: input, from: source, name: name, diagnostics: &diagnostics)
        var answer = RequestAnswer()
        answer.outputs = converter.divide(documents, by: .uid, report: &report).flatMap { part in
            converter.write(part.documents, as: written, report: &report).map { output in
                ConversionOutput(uid: part.name, bytes: output.bytes, itemCount: output.itemCount)
            }
        }
        answer.add(report, name: name)
        answer.add(diagnostics)
        return answer
    }

    func merged(_ inputs: [[UInt8]], from source: CalendarFormat?, name: String) throws(ReadError) -> RequestAnswer {
        var diagnostics = Diagnostics(file: name)
        var report = LossReport()
        var documents: [CalendarDocument] = []
        for input in inputs {
            documents += try converter.documents(in: input, from: source, name: name, diagnostics: &diagnostics)
        }
        documents = converter.resolveVersions(in: documents, by: options.duplicates, report: &report)
        var answer = RequestAnswer()
        answer.outputs = converter.write(merging: documents, as: written, report: &report)
        answer.add(report, name: name)
        answer.add(diagnostics)
        return answer
    }

    /// The format that is written where none is named, too.
    private var written: CalendarFormat { options.target ?? .iCalendar }
}
