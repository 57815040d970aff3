import CalendarDiagnostics
import XMLSupport

/// What a reader delivered, spelt out so that two readings can be compared.
struct Recording: Equatable {
    var events: [String] = []
    var failure: String?
    var rules: [RuleID] = []
}

extension Recording {
    /// Adds the events of a batch.
    mutating func add(_ batch: XMLEventBatch) {
        for event in batch.events { events.append(Self.line(event, batch)) }
    }

    private static func line(_ event: XMLEvent, _ batch: XMLEventBatch) -> String {
        switch event.kind {
        case .startElement:
            let attributes = batch.attributes[event.attributeRange].map {
                " \(batch.name(of: $0))=\(batch.value(of: $0))"
            }
            let declarations = batch.attributes[event.declarationRange].map {
                " xmlns:\(batch.name(of: $0).localName)=\(batch.value(of: $0))"
            }
            return "\(event.line):\(event.column) <\(batch.name(of: event))\((attributes + declarations).joined())>"
        case .endElement: return "\(event.line) </\(batch.name(of: event))>"
        case .text: return "\(event.line) [\(batch.text(of: event))]\(event.isBlank ? " blank" : "")"
        case .comment: return "\(event.line) <!--\(batch.text(of: event))-->"
        case .processingInstruction: return "\(event.line) <?\(batch.name(of: event)) \(batch.text(of: event))?>"
        case .documentType: return "\(event.line) <!DOCTYPE \(batch.name(of: event)) \(batch.text(of: event))>"
        case .unparsedEntity: return "\(event.line) <!ENTITY \(batch.name(of: event)) \(batch.text(of: event))>"
        }
    }
}

extension XMLEventReader {
    /// Reads a document in one piece.
    mutating func record(_ document: [UInt8]) -> Recording { record(chunks: [document[...]]) }

    /// Reads a document in one piece, from text.
    mutating func record(_ document: String) -> Recording { record(Array(document.utf8)) }

    /// Reads a document in chunks.
    mutating func record(chunks: [ArraySlice<UInt8>]) -> Recording {
        var recording = Recording()
        var diagnostics = Diagnostics()
        begin()
        do {
            for chunk in chunks {
                try feed(chunk.span, reporting: &diagnostics) { batch throws(ReadError) in recording.add(batch) }
            }
            try finish(reporting: &diagnostics) { batch throws(ReadError) in recording.add(batch) }
        } catch {
            recording.failure = "\(error.rule)"
        }
        recording.rules = diagnostics.all.map(\.rule)
        return recording
    }

    /// The error of a document read in one piece.
    mutating func failure(_ document: [UInt8]) -> ReadError? {
        var diagnostics = Diagnostics()
        do {
            try read(document.span, reporting: &diagnostics) { _ in }
            return nil
        } catch {
            return error
        }
    }
}
