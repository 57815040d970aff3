public import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import Validation

extension Converter {
    /// Reads one input: a calendar or object, or each one that a mail message carries.
    ///
    /// - Parameters:
    ///   - bytes: the input.
    ///   - source: the input's format; found out from name and content if nil.
    ///   - name: the input's name in reports; its extension helps to find the format.
    ///   - isMessage: whether its place shows that it is a mail message.
    ///   - diagnostics: receives each finding. What could not be read of a message is a finding, and counted among the
    ///     losses of the first document.
    /// - Throws: ``ReadError`` if the input cannot be read at all.
    public func documents(
        in bytes: [UInt8],
        from source: CalendarFormat? = nil,
        name: String = "",
        isMessage: Bool = false,
        diagnostics: inout Diagnostics
    ) throws(ReadError) -> [CalendarDocument] {
        let format: CalendarFormat
        if let source {
            format = source
        } else {
            let head = Array(bytes.prefix(FormatDetection.headSize))
            guard let found = FormatDetection.format(name: name, head: head, isMessage: isMessage) else {
                throw ReadError(FormatDetection.refusal(of: head))
            }
            format = found
        }
        var documents = try documents(in: bytes, as: format, diagnostics: &diagnostics)
        documents[0].losses = diagnostics.takeLosses()
        let mayHaveOddLines = RewritingLosses.mayOccur(after: diagnostics)
        for index in documents.indices {
            documents[index].name = name
            documents[index].mayHaveOddLines = mayHaveOddLines
            guard let outer = diagnostics.relocation else { continue }
            let inner = documents[index].relocation
            documents[index].relocation = { @Sendable place in outer(inner.map { $0(place) } ?? place) }
        }
        return documents
    }

    /// Reads one input as one document; see ``documents(in:from:name:isMessage:diagnostics:)``.
    public func read(
        _ bytes: [UInt8],
        from source: CalendarFormat? = nil,
        name: String = "",
        diagnostics: inout Diagnostics
    ) throws(ReadError) -> CalendarDocument {
        let documents = try documents(in: bytes, from: source, name: name, diagnostics: &diagnostics)
        if documents.count == 1 { return documents[0] }
        var losses = LossReport(keeping: diagnostics.losses.keeping)
        for document in documents { reportReading(of: document, as: .iCalendar, isMerged: true, &losses) }
        var whole = CalendarDocument(format: documents[0].format, content: .tree(tree(of: documents, report: &losses)))
        (whole.name, whole.losses, whole.mayHaveOddLines) = (name, losses, false)
        return whole
    }

    /// At least one document.
    func documents(
        in bytes: [UInt8],
        as format: CalendarFormat,
        diagnostics: inout Diagnostics
    ) throws(ReadError) -> [CalendarDocument] {
        guard let reads = format.row.reads else { throw ReadError(.wrongFormat("the format \(format) cannot be read")) }
        return try diagnostics.named(by: RuleCatalogue.naming(of: format.row.findingReader)) {
            diagnostics throws(ReadError) in
            try reads(bytes, self, &diagnostics)
        }
    }
}
