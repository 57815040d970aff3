/// Builds a tree for writing, from scratch or from parts of other trees.
///
/// ```swift
/// var builder = XMLTreeBuilder("event")
/// builder.attribute("version", "1.0")
/// builder.element("summary", text: "Bread & salt")
/// for unknown in old.children where !known.contains(unknown.localName) { builder.append(unknown) }
/// let event = builder.finish()
/// ```
public struct XMLTreeBuilder: Sendable {
    private var nodes: [XMLNode] = []
    private var attributes: [XMLAttribute] = []
    private var bytes: [UInt8] = []
    private var names: [XMLName] = []
    private var nameIDs: [SpelledName: UInt32] = [:]
    private var open: [Int] = []

    /// A name with its prefix, which ``XMLName`` does not compare.
    private struct SpelledName: Hashable {
        let name: XMLName
        let prefix: String
    }

    /// A tree whose root is begun.
    public init(_ root: XMLName) {
        start(root)
    }

    /// A tree whose root is begun, in no namespace.
    public init(_ root: String) {
        self.init(XMLName(root))
    }
}

extension XMLTreeBuilder {
    /// Begins an element inside the one begun last.
    public mutating func start(_ name: XMLName) {
        var node = XMLNode(kind: .startElement, nameID: id(of: name))
        node.parent = UInt32(open.last ?? 0)
        open.append(nodes.count)
        node.firstAttribute = UInt32(attributes.count)
        node.textStart = UInt32(bytes.count)
        nodes.append(node)
    }

    /// Begins an element in no namespace.
    public mutating func start(_ localName: String) { start(XMLName(localName)) }

    /// Ends the element begun last; the root ends in ``finish()``.
    public mutating func end() {
        guard open.count > 1 else { return }
        close()
    }

    /// An element in no namespace that holds text only; empty text makes an empty element.
    public mutating func element(_ localName: String, text: String) {
        start(localName)
        self.text(text)
        end()
    }

    /// An attribute of the element just begun, before anything that it holds.
    public mutating func attribute(_ name: XMLName, _ value: String) {
        guard let last = nodes.indices.last, nodes[last].kind == .startElement, open.last == last else { return }
        guard nodes[last].attributeCount < UInt8.max, nodes[last].declarationCount == 0 else { return }
        nodes[last].attributeCount += 1
        attributes.append(record(name, value))
    }

    /// An attribute in no namespace.
    public mutating func attribute(_ localName: String, _ value: String) { attribute(XMLName(localName), value) }

    /// Text inside the element begun last.
    public mutating func text(_ text: String) {
        guard !text.isEmpty else { return }
        append(.text, text)
    }

    /// A comment inside the element begun last.
    public mutating func comment(_ text: String) { append(.comment, text) }

    /// A copy of an element of any tree, with all that it holds.
    public mutating func append(_ element: XMLElement) {
        append(element, declaring: element.inheritedDeclarationsInUse)
    }

    private mutating func append(_ element: XMLElement, declaring inherited: [(prefix: String, namespace: String)]) {
        start(element.name)
        for (name, value) in element.attributes { attribute(name, value) }
        for (prefix, namespace) in element.namespaceDeclarations + inherited { declare(prefix, namespace) }
        for child in element.content {
            switch child {
            case .element(let child): append(child, declaring: [])
            case .text(let text): self.text(text)
            case .comment(let text): comment(text)
            case .processingInstruction(let target, let data): append(.processingInstruction, data, name: target)
            }
        }
        end()
    }

    /// The root of the finished tree.
    public mutating func finish() -> XMLElement {
        while !open.isEmpty { close() }
        return XMLElement(root: XMLTree(nodes: nodes, attributes: attributes, bytes: bytes, names: names))
    }
}

extension XMLTreeBuilder {
    private mutating func close() {
        if let start = open.popLast() { nodes[start].end = UInt32(nodes.count) }
    }

    private mutating func declare(_ prefix: String, _ namespace: String) {
        guard let last = nodes.indices.last, nodes[last].declarationCount < UInt8.max else { return }
        nodes[last].declarationCount += 1
        attributes.append(record(XMLName(prefix, namespace: XMLName.declarationNamespace), namespace))
    }

    private mutating func append(_ kind: XMLEvent.Kind, _ text: String, name: String? = nil) {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        var node = XMLNode(kind: kind, textStart: UInt32(start), textLength: UInt32(bytes.count - start))
        if let name { node.nameID = id(of: XMLName(name)) }
        node.end = UInt32(nodes.count + 1)
        node.parent = UInt32(open.last ?? 0)
        nodes.append(node)
    }

    private mutating func record(_ name: XMLName, _ value: String) -> XMLAttribute {
        let start = bytes.count
        bytes.append(contentsOf: value.utf8)
        return XMLAttribute(
            nameID: id(of: name),
            valueStart: UInt32(start),
            valueLength: UInt32(bytes.count - start)
        )
    }

    private mutating func id(of name: XMLName) -> UInt32 {
        let key = SpelledName(name: name, prefix: name.prefix)
        if let id = nameIDs[key] { return id }
        let id = UInt32(names.count)
        nameIDs[key] = id
        names.append(name)
        return id
    }
}
