public import CalendarDiagnostics
public import CalendarModel
internal import Files
public import ICalendar
internal import JCal
internal import Kolab
internal import KolabMail
public import TimeZones
internal import XCal

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
        report.read += documents.reduce(0) { $0 + $1.itemCount }
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
        guard case .tree(let tree) = document.content, tree.isSource, document.mayHaveOddLines else { return }
        var rewriting = RewritingLosses(target, options, isMerged: isMerged)
        guard let relocation = document.relocation else { return rewriting.add(tree, to: &report) }
        var losses = LossReport(keeping: report.keepsRows ? .all : .none)
        rewriting.add(tree, to: &losses)
        losses.updateRows { $0.location = relocation($0.location) }
        report.merge(losses)
    }

    /// The tree with a definition for every zone that it names, does not define, and that is known.
    package func completingZones(of tree: ComponentTree) -> ComponentTree {
        var definitions = ZoneDefinitions(zones: zones)
        return definitions.completing(tree)
    }

    /// Writes documents whose reading is reported already.
    func write(
        _ documents: [CalendarDocument],
        _ target: CalendarFormat,
        _ report: inout LossReport
    ) -> [ConversionOutput] {
        switch target {
        case .iCalendar, .vCalendar, .xCal, .xCalBasic, .xCalDTD, .jCal, .message:
            let tree = tree(of: documents, report: &report)
            let itemCount = documents.reduce(0) { $0 + $1.itemCount }
            if let profile = options.profile, target.readingFormat == .xCal {
                return write(tree, for: profile, itemCount: itemCount, &report)
            }
            report.written += itemCount
            return [ConversionOutput(bytes: write(tree, as: target, &report), itemCount: itemCount)]
        case .kolab20: return writeKolab(documents, .v2_0, &report)
        case .kolab21: return writeKolab(documents, .v2_1, &report)
        }
    }

    /// Writes a tree in a format of the component layer.
    private func write(_ tree: ComponentTree, as target: CalendarFormat, _ report: inout LossReport) -> [UInt8] {
        switch target {
        case .xCal: XCalWriter().write(tree, report: &report)
        case .xCalBasic: LegacyXCalWriter(.basic).write(tree, report: &report)
        case .xCalDTD: LegacyXCalWriter(.documentType).write(tree, report: &report)
        case .jCal: JCalWriter().write(tree, report: &report)
        case .iCalendar, .vCalendar, .message, .kolab20, .kolab21:
            ICalendarWriter(normalizes: options.normalizes, suppliesStamps: options.normalizes).write(tree)
        }
    }

    /// Everything that the documents hold as one tree; a single tree is returned unchanged.
    public func tree(of documents: [CalendarDocument], report: inout LossReport) -> ComponentTree {
        var trees: [ComponentTree] = []
        var series = joinedSeries(of: documents).map(\.series)
        for document in documents {
            if case .tree(let tree) = document.content { trees.append(tree) }
        }
        guard !series.isEmpty else { return CalendarMerger.merge(trees, report: &report) }
        let assembly = CalendarAssembly(productIdentifier: Product.identifier)
        if !options.keepsExtensions {
            var losses: [Loss] = []
            series = series.map { $0.withoutKolabElements(losses: &losses) }
            report.add(losses)
        }
        // By index, because a loop over the elements would copy each.
        for index in series.indices {
            trees.append(assembly.tree(of: options.normalizes ? series[index].withStamps : series[index]))
        }
        var definitions = ZoneDefinitions(zones: zones)
        return definitions.completing(CalendarMerger.merge(trees, report: &report))
    }

    private func writeKolab(
        _ documents: [CalendarDocument],
        _ version: KolabVersion,
        _ report: inout LossReport
    ) -> [ConversionOutput] {
        var writing = KolabWritingOptions(zones: zones, timeZone: options.defaultTimeZone ?? options.timeZone)
        writing.extensions = options.keepsExtensions
        writing.onInexpressible = options.onInexpressible
        writing.separatesAttachments = options.envelope == .message
        let writer = KolabWriter(version: version, options: writing)
        writing.additionalDatesExist = true
        let rewriter = KolabWriter(version: version, options: writing)
        var definitions = ZoneDefinitions(zones: zones)
        var outputs: [ConversionOutput] = []
        let joined = joinedSeries(of: documents).map(\.series)
        var itemsLeft = documents.reduce(0) { if case .series = $1.content { $0 + $1.itemCount } else { $0 } }
        for (index, series) in joined.enumerated() {
            // An object that was joined to its series is written with it.
            let items = index == joined.count - 1 ? itemsLeft : 1
            itemsLeft -= items
            outputs += write(series, by: rewriter, items: items, &report)
        }
        for document in documents {
            switch document.content {
            case .series: continue
            case .tree(let tree):
                var losses = LossReport()
                for calendar in calendars(of: tree) {
                    let contents = Series.all(in: calendar)
                    reportDuplicates(contents.series, &losses)
                    if contents.series.isEmpty { reportContext(of: calendar, &losses) }
                    for component in contents.others {
                        losses.skipped += 1
                        losses.add(
                            Loss(
                                "component-not-in-kolab",
                                .dropped,
                                "Kolab stores no such object",
                                component: component.nameText,
                                uid: component.first(.uid)?.text ?? "",
                                property: "UID"
                            )
                        )
                    }
                    for series in contents.series {
                        let reduced = definitions.reducing(series)
                        outputs += write(reduced, by: writer, items: series.items.count, &losses)
                    }
                }
                LossLocator(tree).locate(&losses)
                if let relocation = document.relocation { losses.updateRows { $0.location = relocation($0.location) } }
                report.merge(losses)
            }
        }
        return outputs
    }

    /// Series of one UID become objects of one UID, which Kolab clients take for copies.
    private func reportDuplicates(_ all: [Series], _ report: inout LossReport) {
        var seen: Set<[String]> = []
        for series in all where !series.uid.isEmpty && !seen.insert([series.kind.rawValue, series.uid]).inserted {
            report.add(
                Loss(
                    "duplicate-uid",
                    options.keepsExtensions ? .preserved : .altered,
                    "a second object with this UID is written",
                    component: series.kind.rawValue,
                    uid: series.uid,
                    property: "UID"
                )
            )
        }
    }

    /// Reports the content of a calendar without items, for which Kolab has no place.
    private func reportContext(of calendar: Component, _ report: inout LossReport) {
        let context = CalendarContext(calendar)
        for name in context.properties.map(\.property.nameText) + context.zones.map(\.component.nameText)
        where name != "VERSION" && name != "PRODID" {
            report.add(
                Loss(
                    "calendar-content-not-expressible",
                    .dropped,
                    "a calendar without an item that Kolab stores",
                    component: "VCALENDAR",
                    property: name
                )
            )
        }
    }

    private func write(
        _ series: Series,
        by writer: KolabWriter,
        items: Int,
        _ report: inout LossReport
    ) -> [ConversionOutput] {
        do {
            var losses: [Loss] = []
            defer { report.add(losses) }
            let objects = try writer.write(series, losses: &losses)
            report.written += items
            return objects.enumerated().map { index, object in
                ConversionOutput(
                    uid: object.uid,
                    bytes: enveloped(object, series),
                    itemCount: index == 0 ? items : 0
                )
            }
        } catch {
            report.fail(
                Loss(
                    error.rule,
                    .dropped,
                    error.message,
                    component: series.kind.rawValue,
                    uid: series.objectUID,
                    property: "RRULE"
                ),
                itemCount: items
            )
            return []
        }
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

    private func enveloped(_ object: KolabDocument, _ series: Series) -> [UInt8] {
        options.envelope == .message ? KolabEnvelope().message(for: object, of: series) : object.bytes
    }
}
