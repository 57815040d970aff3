public import CalendarDiagnostics
public import ICalendar
public import XMLSupport

/// Reads xCal of RFC 6321 and of the drafts before it into a ``ComponentTree``; the content determines which.
///
/// Reading is tolerant: any prefix, several `icalendar` elements, foreign elements around them, parts in any order, elements
/// that are missing or not known. Each finding is a diagnostic with its line and the path of elements. Foreign elements
/// in a component become XML properties of it (RFC 6321 §4.2). What has no place in a component is skipped, and is a
/// loss as well as a finding: foreign elements and attributes of properties and below, text between elements, parts
/// that occur twice.
public struct XCalReader: Sendable {
    /// What is accepted before reading stops.
    public var limits: ReadLimits
    /// What the document may hold as XML.
    public var xmlLimits: XMLLimits
    /// Whether items of the dialects before RFC 6321 get a DTSTAMP that state none; each is reported as a loss.
    package var suppliesStamps = false

    /// A reader with its limits.
    public init(limits: ReadLimits = ReadLimits(), xmlLimits: XMLLimits = XMLLimits()) {
        self.limits = limits
        self.xmlLimits = xmlLimits
    }

    /// Reads a whole document.
    ///
    /// - Throws: ``ReadError`` if the input is empty, no XML, no xCal, or exceeds a limit.
    public func read(_ bytes: [UInt8], diagnostics: inout Diagnostics) throws(ReadError) -> ComponentTree {
        if bytes.count > limits.inputSize {
            throw ReadError(.limitExceeded(name: "input-size", limit: limits.inputSize))
        }
        var decoder = XCalDecoder(
            limits: limits,
            xmlLimits: xmlLimits,
            diagnostics: diagnostics.emptied,
            capacity: bytes.count / 3 * 2
        )
        decoder.suppliesStamps = suppliesStamps
        var reader = XMLEventReader(limits: limits.widening(xmlLimits))
        defer { diagnostics.merge(decoder.diagnostics) }
        guard !bytes.span.rangeWithoutBlanks.isEmpty else { throw ReadError(.empty) }
        try reader.read(bytes.span, reporting: &diagnostics) { batch throws(ReadError) in try decoder.read(batch) }
        try decoder.checkEnd()
        return decoder.builder.finish()
    }
}

/// Reads an xCal document that arrives in chunks, giving pieces of the tree as they become complete.
///
/// As in ``ICalendarStream``, a component that spans pieces has its BEGIN in one and its END in another; components inside
/// VCALENDAR are never cut. Memory stays at the size of a piece, whatever the document's.
public struct XCalStream: ~Copyable {
    private var reader: XMLEventReader
    private var decoder: XCalDecoder
    /// Whether items of the dialects before RFC 6321 get a DTSTAMP that state none; each is reported as a loss.
    package var suppliesStamps: Bool {
        get { decoder.suppliesStamps }
        set { decoder.suppliesStamps = newValue }
    }

    /// A stream at its beginning.
    ///
    /// - Parameters:
    ///   - diagnostics: the collection that will be handed to ``feed(_:diagnostics:)``.
    ///   - pieceSize: bytes of iCalendar text from which a piece is given out.
    public init(
        limits: ReadLimits = ReadLimits(),
        xmlLimits: XMLLimits = XMLLimits(),
        diagnostics: Diagnostics = Diagnostics(),
        pieceSize: Int = 1 << 20
    ) {
        reader = XMLEventReader(limits: limits.widening(xmlLimits))
        decoder = XCalDecoder(
            limits: limits,
            xmlLimits: xmlLimits,
            diagnostics: diagnostics.emptied,
            capacity: pieceSize * 5 / 4
        )
        decoder.pieceSize = pieceSize
        reader.begin()
    }

    /// Reads the next bytes, cut anywhere; gives the pieces that they complete.
    public mutating func feed(_ chunk: [UInt8], diagnostics: inout Diagnostics) throws(ReadError) -> [ComponentTree] {
        defer { decoder.handOver(to: &diagnostics) }
        try reader.feed(chunk.span, reporting: &diagnostics) { batch throws(ReadError) in try decoder.read(batch) }
        return decoder.takePieces()
    }

    /// Ends the document; gives what is left of it.
    public mutating func finish(diagnostics: inout Diagnostics) throws(ReadError) -> [ComponentTree] {
        defer { decoder.handOver(to: &diagnostics) }
        try reader.finish(reporting: &diagnostics) { batch throws(ReadError) in try decoder.read(batch) }
        try decoder.checkEnd()
        return decoder.takePieces() + [decoder.builder.takePiece()]
    }
}

extension ReadLimits {
    /// The document's limits, deep enough for these components, each of which takes two levels of elements; what is not
    /// a component meets the document's own limit in the decoder. The document type of the old dialect is allowed.
    func widening(_ document: XMLLimits) -> XMLLimits {
        var limits = document
        limits.acceptsCalendarDocumentType = true
        limits.depth = max(limits.depth, min(depth * 2 + 16, 1000))
        return limits
    }
}
