public import CalendarDiagnostics
internal import CalendarModel
internal import ICalendar
internal import JCal
internal import Kolab
internal import KolabMail
internal import VCalendar
internal import Validation
internal import XCal

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
        try diagnostics.named(by: RuleCatalogue.naming(of: format.findingReader)) { diagnostics throws(ReadError) in
            try read(bytes, as: format, &diagnostics)
        }
    }

    private func read(
        _ bytes: [UInt8],
        as format: CalendarFormat,
        _ diagnostics: inout Diagnostics
    ) throws(ReadError) -> [CalendarDocument] {
        switch format {
        case .iCalendar:
            return [.init(format: format, content: .tree(try calendars(in: bytes, &diagnostics)))]
        case .vCalendar:
            var sources: [ContentLine] = []
            let earlier = diagnostics
            let tree = try VCalendarReader(limits: options.limits).read(
                bytes,
                diagnostics: &diagnostics,
                sources: &sources
            )
            return [.init(format: format, content: .tree(try withoutCards(tree, earlier, &diagnostics)))]
        case .xCal, .xCalBasic, .xCalDTD:
            let reader = XCalReader(limits: options.limits, xmlLimits: options.xmlLimits)
            return [.init(format: format, content: .tree(try reader.read(bytes, diagnostics: &diagnostics)))]
        case .jCal:
            let reader = JCalReader(limits: options.limits)
            let earlier = diagnostics
            let tree = try reader.read(bytes, diagnostics: &diagnostics)
            return [.init(format: format, content: .tree(try withoutCards(tree, earlier, &diagnostics)))]
        case .kolab20, .kolab21:
            let series = try kolabReader.read(bytes, diagnostics: &diagnostics)
            return [.init(format: format, content: .series([series]))]
        case .message:
            if bytes.count > options.limits.inputSize {
                throw ReadError(.limitExceeded(name: "input-size", limit: options.limits.inputSize))
            }
            return try MessageReading.documents(in: bytes, by: self, diagnostics: &diagnostics)
        }
    }

    private func calendars(in text: [UInt8], _ diagnostics: inout Diagnostics) throws(ReadError) -> ComponentTree {
        let earlier = diagnostics
        let tree = try ICalendarReader(limits: options.limits).read(text, diagnostics: &diagnostics)
        let calendars = try withoutCards(tree, earlier, &diagnostics)
        return VCalendarReader.translatingVersion1(in: calendars, diagnostics: &diagnostics)
    }

    /// - Parameter earlier: what was found before reading; other findings about a card are useless.
    private func withoutCards(
        _ tree: ComponentTree,
        _ earlier: Diagnostics,
        _ diagnostics: inout Diagnostics
    ) throws(ReadError) -> ComponentTree {
        do throws(ReadError) {
            return try ContactCards(in: tree).removed(&diagnostics)
        } catch {
            diagnostics = earlier
            throw error
        }
    }

    var kolabReader: KolabReader {
        var reader = sharedKolabReader
        reader.options = KolabReadingOptions(zones: zones, timeZone: options.timeZone)
        reader.options.extensions = options.keepsExtensions
        reader.options.limits = options.xmlLimits
        reader.options.contentLimits = options.limits
        return reader
    }
}
