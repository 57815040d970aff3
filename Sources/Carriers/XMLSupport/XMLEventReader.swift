internal import CXML
public import CalendarDiagnostics

/// Reads XML documents as batches of flat events; one reader per worker, used for many documents in turn.
///
/// Document type declarations are refused, no entity is ever expanded, nothing is ever fetched, and ``XMLLimits`` hold
/// while reading. What known writers get wrong (white space before the XML declaration, ISO-8859-1 bytes in UTF-8,
/// characters that XML forbids) is repaired and reported.
///
/// ```swift
/// var reader = XMLEventReader()
/// try reader.read(bytes.span, reporting: &diagnostics) { batch in
///     for event in batch.events { … }
/// }
/// ```
@safe public struct XMLEventReader: ~Copyable {
    private let handle: OpaquePointer
    private let limits: XMLLimits
    private var batch = XMLEventBatch()
    private var repair = XMLInputRepair()
    private var generation: UInt32 = 0
    private var file = ""

    /// A reader that enforces `limits`.
    ///
    /// - Parameter keepsComments: whether comments and processing instructions are reported; otherwise the texts around
    ///   them are one text.
    public init(limits: XMLLimits = XMLLimits(), keepsComments: Bool = false) {
        self.limits = limits
        var settings = cxml_limits()
        settings.depth = UInt32(clamping: limits.depth)
        settings.text_bytes = UInt32(clamping: limits.textBytes)
        settings.attributes = UInt32(clamping: limits.attributes)
        settings.document_bytes = UInt64(clamping: limits.documentBytes)
        settings.elements = UInt64(clamping: limits.elements)
        settings.names = UInt32(clamping: limits.names)
        settings.keeps_comments = keepsComments ? 1 : 0
        settings.calendar_document_type = limits.acceptsCalendarDocumentType ? 1 : 0
        guard let handle = unsafe cxml_reader_create(&settings) else {
            preconditionFailure("out of memory")
        }
        unsafe self.handle = handle
    }

    deinit { unsafe cxml_reader_free(handle) }
}

// MARK: - A document in one piece

extension XMLEventReader {
    /// Reads a whole document, handing over one batch after the other.
    ///
    /// - Throws: ``ReadError`` from the document, after the events before the fault were handed over, or from `handle`.
    public mutating func read(
        _ document: Span<UInt8>,
        reporting diagnostics: inout Diagnostics,
        _ handle: (XMLEventBatch) throws(ReadError) -> Void
    ) throws(ReadError) {
        begin()
        try feed(document, isLast: true, &diagnostics, handle)
    }

    /// Reads a whole document into a tree.
    ///
    /// Repairs what ``read(_:reporting:_:)`` repairs, and attributes glued together (`a="1"b="2"`).
    public mutating func readTree(
        _ document: Span<UInt8>,
        reporting diagnostics: inout Diagnostics
    ) throws(ReadError) -> XMLElement {
        begin()
        file = diagnostics.file
        push(document, isLast: true, &diagnostics)
        unsafe cxml_reader_finish(handle)
        if let failure, failure.isMissingSpace {
            let separated = GluedAttributes.separated(document, reporting: &diagnostics)
            begin()
            var alreadyReported = Diagnostics()
            push(separated.span, isLast: true, &alreadyReported)
            unsafe cxml_reader_finish(handle)
        }
        if let failure { throw failure.error(in: file, limits: limits) }
        reportFindings(to: &diagnostics)
        updateNames()
        let events = unsafe cxml_reader_batch(handle)
        return unsafe XMLElement(root: XMLTree(events, names: batch.names))
    }
}

// MARK: - A document in chunks

extension XMLEventReader {
    /// Gets ready for the next document, whatever became of the last one.
    public mutating func begin() {
        repair = XMLInputRepair()
        unsafe cxml_reader_begin(handle)
    }

    /// Reads the next bytes of the document that ``begin()`` began; chunks may end anywhere, even inside a character.
    public mutating func feed(
        _ chunk: Span<UInt8>,
        reporting diagnostics: inout Diagnostics,
        _ handle: (XMLEventBatch) throws(ReadError) -> Void
    ) throws(ReadError) {
        try feed(chunk, isLast: false, &diagnostics, handle)
    }

    /// Ends the document and hands over its last events.
    public mutating func finish(
        reporting diagnostics: inout Diagnostics,
        _ handle: (XMLEventBatch) throws(ReadError) -> Void
    ) throws(ReadError) {
        let nothing: [UInt8] = []
        try feed(nothing.span, isLast: true, &diagnostics, handle)
    }

    private mutating func feed(
        _ chunk: Span<UInt8>,
        isLast: Bool,
        _ diagnostics: inout Diagnostics,
        _ handle: (XMLEventBatch) throws(ReadError) -> Void
    ) throws(ReadError) {
        file = diagnostics.file
        var start = 0
        repeat {
            let end = min(start + Int(CXML_PUSH_SIZE), chunk.count)
            let isLastPiece = isLast && end == chunk.count
            push(chunk.extracting(start..<end), isLast: isLastPiece, &diagnostics)
            if isLastPiece { unsafe cxml_reader_finish(self.handle) }
            start = end
            try deliver(handle)
        } while start < chunk.count
        if isLast { reportFindings(to: &diagnostics) }
    }

    private mutating func deliver(_ handle: (XMLEventBatch) throws(ReadError) -> Void) throws(ReadError) {
        let complete = unsafe cxml_reader_batch(self.handle)
        if unsafe complete.event_count > 0 {
            updateNames()
            unsafe batch.replaceEvents(complete)
            unsafe cxml_reader_clear(self.handle)
            try handle(batch)
        }
        if let failure { throw failure.error(in: file, limits: limits) }
    }
}

// MARK: - The seam

extension XMLEventReader {
    /// Repairs and parses bytes of the document.
    private mutating func push(_ bytes: Span<UInt8>, isLast: Bool, _ diagnostics: inout Diagnostics) {
        let handle = unsafe self.handle
        let line = { unsafe Int(cxml_reader_line(handle)) }
        switch repair.repair(bytes, isLast: isLast, line: line, &diagnostics) {
        case .chunk: parse(bytes)
        case .repaired(let repaired): parse(repaired.span)
        }
    }

    private func parse(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard var start = buffer.baseAddress else { return }
            var left = buffer.count
            while left > 0 {
                let count = min(left, Int(CXML_PUSH_SIZE))
                guard unsafe cxml_reader_push(handle, start, count) == Int32(CXML_OK) else { return }
                unsafe start += count
                left -= count
            }
        }
    }

    private var failure: XMLFailure? {
        guard let problem = unsafe cxml_reader_failure(handle) else { return nil }
        guard unsafe problem.pointee.status != Int32(CXML_OK) else { return nil }
        return unsafe XMLFailure(problem)
    }

    /// Reports what the parser could live with, such as prefixes that nothing declares.
    private func reportFindings(to diagnostics: inout Diagnostics) {
        let count = unsafe cxml_reader_finding_count(handle)
        for index in 0..<count {
            guard let problem = unsafe cxml_reader_finding(handle, index) else { continue }
            let finding = unsafe XMLFailure(problem)
            diagnostics.report("xml-namespace", .warning, finding.words, at: finding.location(in: file))
        }
    }

    /// Takes over the names that are new since the last batch.
    private mutating func updateNames() {
        let current = unsafe cxml_reader_generation(handle)
        if current != generation {
            generation = current
            batch.names = []
        }
        let count = unsafe cxml_reader_name_count(handle)
        while batch.names.count < count {
            batch.names.append(unsafe XMLName(cxml_reader_name(handle, batch.names.count)))
        }
    }
}

extension XMLName {
    fileprivate init(_ name: cxml_name) {
        unsafe self.init(
            String(decoding: UnsafeBufferPointer(start: name.local_name, count: name.local_name_length), as: UTF8.self),
            namespace: String(
                decoding: UnsafeBufferPointer(start: name.namespace_uri, count: name.namespace_uri_length),
                as: UTF8.self
            ),
            prefix: String(decoding: UnsafeBufferPointer(start: name.prefix, count: name.prefix_length), as: UTF8.self)
        )
    }
}

extension XMLEventBatch {
    /// Copies the records of the C seam; the Swift records have the same layout.
    fileprivate mutating func replaceEvents(_ source: cxml_batch) {
        events.removeAll(keepingCapacity: true)
        attributes.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        unsafe events.append(
            contentsOf: UnsafeRawBufferPointer(
                start: source.events,
                count: source.event_count * MemoryLayout<cxml_event>.stride
            ).assumingMemoryBound(to: XMLEvent.self)
        )
        unsafe attributes.append(
            contentsOf: UnsafeRawBufferPointer(
                start: source.attributes,
                count: source.attribute_count * MemoryLayout<cxml_attribute>.stride
            ).assumingMemoryBound(to: XMLAttribute.self)
        )
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: source.bytes, count: source.byte_count))
    }
}
