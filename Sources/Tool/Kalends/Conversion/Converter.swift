public import CalendarDiagnostics
public import CalendarModel
internal import Files
public import ICalendar
internal import Kolab
public import TimeZones

/// Converts between all formats.
///
/// ```swift
/// import Kalends
/// let result = try Converter().convert(bytes, to: .xCal)
/// print(String(decoding: result.bytes, as: UTF8.self))
/// ```
public struct Converter: Sendable {
    /// The options of the conversion.
    public var options: ConversionOptions
    /// The zones that every name is looked up in.
    public let zones: ZoneDirectory
    /// Copies of it share what they need for XML.
    let sharedKolabReader = KolabReader()
    /// The parts of the message that is read, which its object may name; nil outside of messages.
    var messageParts: [KolabDocument.Part]?

    /// A converter; it may be shared by threads.
    public init(_ options: ConversionOptions = ConversionOptions()) {
        self.options = options
        zones = .system()
    }

    /// Reads `bytes` and writes them in another format.
    ///
    /// - Parameters:
    ///   - bytes: the input.
    ///   - source: the input's format; found out from name and content if nil.
    ///   - target: the format of the output.
    ///   - name: the input's name in reports; its extension helps to find the format.
    /// - Throws: ``ReadError`` if the input cannot be read at all.
    public func convert(
        _ bytes: [UInt8],
        from source: CalendarFormat? = nil,
        to target: CalendarFormat,
        name: String = ""
    ) throws(ReadError) -> ConversionResult {
        var result = ConversionResult()
        result.diagnostics = Diagnostics(file: name)
        let documents = try documents(in: bytes, from: source, name: name, diagnostics: &result.diagnostics)
        result.outputs = write(documents, as: target, report: &result.report)
        result.report.name(rowsWithoutFile: name)
        return result
    }
}

extension Converter {
    /// Writes items that were built.
    ///
    /// Items of one UID are one series; a DTSTAMP and the definitions of the zones that they name are added.
    public func write(_ items: [CalendarItem], as target: CalendarFormat) -> ConversionResult {
        var result = ConversionResult()
        result.outputs = write([CalendarDocument(items)], as: target, report: &result.report)
        return result
    }

    /// Whether the rules of a zone are known, by its IANA name, its Windows name or another usual one.
    public func knows(timeZone name: String) -> Bool { zones.resolve(name) != nil }
}

// MARK: - Writing

extension Converter {
    /// Writes documents as one output, or as one an object where the format holds one object only.
    ///
    /// Several documents are merged: zones once, equal calendar properties once, detached occurrences of Kolab 2.0 with
    /// their masters.
    public func write(
        _ documents: [CalendarDocument],
        as target: CalendarFormat,
        report: inout LossReport
    ) -> [ConversionOutput] {
        report.read += documents.itemCount
        for document in documents { reportReading(of: document, as: target, isMerged: documents.count > 1, &report) }
        return write(documents, target, &report)
    }

    /// Adds what was lost between the input and the document, or will be between its lines and those written.
    package func reportReading(
        of document: CalendarDocument,
        as target: CalendarFormat,
        isMerged: Bool,
        _ report: inout LossReport
    ) {
        report.merge(document.losses)
        guard case .tree(let tree) = document.content else { return }
        let mayHaveOddLines = document.mayHaveOddLines && tree.isSource
        guard mayHaveOddLines || RewritingLosses.suppliesStamps(target, options) else { return }
        var rewriting = RewritingLosses(target, options, isMerged: isMerged)
        guard let relocation = document.relocation, tree.isSource else {
            return rewriting.add(tree, mayHaveOddLines: mayHaveOddLines, to: &report)
        }
        var losses = LossReport(keeping: report.keepsRows ? .all : .none)
        rewriting.add(tree, mayHaveOddLines: mayHaveOddLines, to: &losses)
        losses.updateRows { $0.location = relocation($0.location) }
        report.merge(losses)
    }

    /// The tree with a definition for every zone that it names, does not define, and that is known.
    package func completingZones(of tree: ComponentTree) -> ComponentTree {
        var definitions = ZoneDefinitions(zones: zones)
        return definitions.completing(tree)
    }

    /// Writes documents whose reading is reported already.
    ///
    /// A format that is only read is one of text: it is written as the text that came after it.
    func write(
        _ documents: [CalendarDocument],
        _ target: CalendarFormat,
        _ report: inout LossReport
    ) -> [ConversionOutput] {
        (target.row.writes ?? FormatRow.iCalendar.writes)?(documents, self, &report) ?? []
    }

    /// Everything that the documents hold as one tree; a single tree is returned unchanged.
    public func tree(of documents: [CalendarDocument], report: inout LossReport) -> ComponentTree {
        var parts: [CalendarMerger.Part] = []
        var series = joinedSeries(of: documents).map(\.series)
        for document in documents {
            if case .tree(let tree) = document.content {
                parts.append(.init(surroundings: tree, document: document))
            }
        }
        guard !series.isEmpty else { return CalendarMerger.merge(parts, report: &report) }
        var assembly = CalendarAssembly(productIdentifier: Product.identifier)
        assembly.addsStamps = options.normalizes
        if !options.keepsExtensions {
            var losses: [Loss] = []
            series = series.map { $0.withoutKolabElements(losses: &losses) }
            report.add(losses)
        }
        var definitions = ZoneDefinitions(zones: zones)
        if parts.isEmpty, series.count == 1 {
            return definitions.completing(assembly.tree(of: series[0]))
        }
        parts += assembly.parts(of: series)
        return definitions.completing(CalendarMerger.merge(parts, assembly, report: &report))
    }

    /// The calendars of a tree; components outside of any form one of their own.
    func calendars(of tree: ComponentTree) -> [Component] {
        let components = tree.components
        let loose = components.filter { $0.name != .vcalendar }
        guard !loose.isEmpty else { return components }
        var builder = ComponentTreeBuilder()
        builder.begin(.vcalendar)
        for component in loose { builder.copy(component) }
        builder.end()
        return components.filter { $0.name == .vcalendar } + builder.finish().components
    }
}
