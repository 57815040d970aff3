internal import CXML

/// One node of a tree: an element, text, comment or processing instruction, in the order of the document.
struct XMLNode {
    var kind: XMLEvent.Kind
    var attributeCount: UInt8 = 0
    var declarationCount: UInt8 = 0
    var nameID: UInt32 = 0
    /// The text in the tree's bytes.
    var textStart: UInt32 = 0
    var textLength: UInt32 = 0
    var firstAttribute: UInt32 = 0
    var line: UInt32 = 0
    var column: UInt32 = 0
    /// Index of the first node after this one and all that it contains.
    var end: UInt32 = 0
    /// Index of the element that holds this node; the root's own for the root.
    var parent: UInt32 = 0

    var textRange: Range<Int> { Int(textStart)..<Int(textStart) + Int(textLength) }
}

/// The nodes of a document, children after their parents, over one array of bytes.
final class XMLTree: Sendable {
    let nodes: [XMLNode]
    let attributes: [XMLAttribute]
    let bytes: [UInt8]
    let names: [XMLName]

    init(nodes: [XMLNode], attributes: [XMLAttribute], bytes: [UInt8], names: [XMLName]) {
        self.nodes = nodes
        self.attributes = attributes
        self.bytes = bytes
        self.names = names
    }
}

extension XMLTree {
    /// A tree of all events of one well-formed document.
    convenience init(_ batch: cxml_batch, names: [XMLName]) {
        let events = unsafe UnsafeRawBufferPointer(
            start: batch.events,
            count: batch.event_count * MemoryLayout<cxml_event>.stride
        ).assumingMemoryBound(to: XMLEvent.self)
        let attributes = unsafe UnsafeRawBufferPointer(
            start: batch.attributes,
            count: batch.attribute_count * MemoryLayout<cxml_attribute>.stride
        ).assumingMemoryBound(to: XMLAttribute.self)
        unsafe self.init(
            nodes: Self.nodes(of: events),
            attributes: Array(attributes),
            bytes: Array(UnsafeBufferPointer(start: batch.bytes, count: batch.byte_count)),
            names: names
        )
    }

    private static func nodes(of events: UnsafeBufferPointer<XMLEvent>) -> [XMLNode] {
        var nodes: [XMLNode] = []
        nodes.reserveCapacity(events.count)
        var open: [Int] = []
        open.reserveCapacity(16)
        for index in events.indices {
            let event = unsafe events[index]
            if event.kind == .endElement {
                if let start = open.popLast() { nodes[start].end = UInt32(nodes.count) }
                continue
            }
            // Comments and instructions may be before and after the root; a tree begins and ends with it.
            let parent = UInt32(open.last ?? 0)
            if event.kind == .startElement { open.append(nodes.count) } else if open.isEmpty { continue }
            nodes.append(XMLNode(event, end: UInt32(nodes.count + 1), parent: parent))
        }
        return nodes
    }
}

extension XMLNode {
    fileprivate init(_ event: XMLEvent, end: UInt32, parent: UInt32) {
        kind = event.kind
        attributeCount = event.attributeCount
        declarationCount = event.declarationCount
        nameID = event.nameID
        textStart = event.textStart
        textLength = event.textLength
        firstAttribute = event.firstAttribute
        line = event.line
        column = event.column
        self.end = end
        self.parent = parent
    }
}
