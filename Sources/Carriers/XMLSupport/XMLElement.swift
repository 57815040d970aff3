/// An element of a tree: a cheap view, safe to keep and to send, of what was read or built.
///
/// Texts and attribute values stay bytes until they are needed. To build or change a tree, use ``XMLTreeBuilder``.
public struct XMLElement: Sendable {
    let tree: XMLTree
    let index: Int

    init(root tree: XMLTree) {
        self.init(tree, 0)
    }

    init(_ tree: XMLTree, _ index: Int) {
        self.tree = tree
        self.index = index
    }

    var node: XMLNode { tree.nodes[index] }
}

// MARK: - The element itself

extension XMLElement {
    /// The element's name.
    public var name: XMLName { tree.names[Int(node.nameID)] }
    /// The element's name without its prefix.
    public var localName: String { tree.names[Int(node.nameID)].localName }
    /// The id of the name in ``names``, for use with ``XMLNameMap``.
    public var nameID: UInt32 { node.nameID }
    /// The names by their ids in this tree, which trees of the same reader share.
    public var names: [XMLName] { tree.names }
    /// The line of the start tag, from 1; 0 for an element that was built.
    public var line: Int { Int(node.line) }

    /// The column of the start tag, from 1; 0 if not known.
    public var column: Int { Int(node.column) }
    /// A number that grows from element to element in the order of the document.
    public var documentOrder: Int { index }

    /// The attributes in their order, namespace declarations not included.
    public var attributes: [(name: XMLName, value: String)] {
        attributeRecords.map { (tree.names[Int($0.nameID)], string($0.valueRange)) }
    }

    /// Whether there are attributes, namespace declarations not counted.
    public var hasAttributes: Bool { node.attributeCount > 0 }

    /// The value of an attribute in no namespace; nil if the element does not have it.
    public func attribute(_ localName: String) -> String? { hasAttributes ? attribute(XMLName(localName)) : nil }

    /// The value of an attribute; nil if the element does not have it.
    public func attribute(_ name: XMLName) -> String? {
        for record in attributeRecords where tree.names[Int(record.nameID)] == name { return string(record.valueRange) }
        return nil
    }

    /// The namespace declarations of the start tag: prefixes, empty for the default, with their namespaces.
    public var namespaceDeclarations: [(prefix: String, namespace: String)] {
        declarationRecords.map { (tree.names[Int($0.nameID)].localName, string($0.valueRange)) }
    }

    var attributeRecords: ArraySlice<XMLAttribute> {
        let first = Int(node.firstAttribute)
        return tree.attributes[first..<first + Int(node.attributeCount)]
    }

    var declarationRecords: ArraySlice<XMLAttribute> {
        let first = Int(node.firstAttribute) + Int(node.attributeCount)
        return tree.attributes[first..<first + Int(node.declarationCount)]
    }

    func string(_ range: Range<Int>) -> String { String(decoding: tree.bytes[range], as: UTF8.self) }
}

// MARK: - What it holds

extension XMLElement {
    /// A part of the content between an element's tags.
    public enum Child: Sendable {
        /// A child element.
        case element(XMLElement)
        /// Text, references resolved.
        case text(String)
        /// A comment; the text between its hyphens.
        case comment(String)
        /// A processing instruction.
        case processingInstruction(target: String, data: String)
    }

    /// Everything that the element directly holds, in order.
    public var content: [Child] {
        childIndices.map { child in
            let node = tree.nodes[child]
            switch node.kind {
            case .text: return .text(string(node.textRange))
            case .comment: return .comment(string(node.textRange))
            case .processingInstruction:
                return .processingInstruction(
                    target: tree.names[Int(node.nameID)].localName,
                    data: string(node.textRange)
                )
            // Declarations are before the root, and so in no element.
            case .startElement, .endElement, .documentType, .unparsedEntity: return .element(XMLElement(tree, child))
            }
        }
    }

    /// The child elements, in order.
    public var children: Children { Children(childIndices: childIndices) }

    /// The first child element of a local name, in any namespace.
    public func child(_ localName: String) -> XMLElement? { children.first { $0.localName == localName } }

    /// The child elements of a local name, in any namespace.
    public func children(_ localName: String) -> [XMLElement] { children.filter { $0.localName == localName } }

    /// Whether there is nothing at all between the tags.
    public var isEmpty: Bool { Int(node.end) == index + 1 }

    /// Whether the element directly contains text other than white space.
    public var hasOwnText: Bool {
        let bytes = tree.bytes
        return childIndices.contains { child in
            let node = tree.nodes[child]
            return node.kind == .text && !bytes.span.rangeWithoutBlanks(node.textRange).isEmpty
        }
    }

    /// Whether the element holds child elements.
    public var hasChildren: Bool { childIndices.contains { tree.nodes[$0].kind == .startElement } }

    var childIndices: ChildIndices { ChildIndices(tree: tree, position: index + 1, end: Int(node.end)) }
}

extension XMLElement {
    /// The child elements of an element.
    public struct Children: Sequence, IteratorProtocol, Sendable {
        var childIndices: ChildIndices

        /// The next child element.
        public mutating func next() -> XMLElement? {
            while let child = childIndices.next() {
                if childIndices.tree.nodes[child].kind == .startElement { return XMLElement(childIndices.tree, child) }
            }
            return nil
        }
    }

    /// Indices of the nodes that an element directly holds.
    struct ChildIndices: Sequence, IteratorProtocol, Sendable {
        let tree: XMLTree
        var position: Int
        let end: Int

        mutating func next() -> Int? {
            guard position < end else { return nil }
            defer { position = Int(tree.nodes[position].end) }
            return position
        }
    }
}

// MARK: - Its text

extension XMLElement {
    /// The text that the element directly contains, unchanged; comments and child elements are skipped.
    public var text: String {
        guard let range = soleTextRange else {
            return textRanges.map(string).joined()
        }
        return string(range)
    }

    /// The text without white space (space, tab, line feed, carriage return) at both ends.
    public var trimmedText: String {
        guard let range = soleTextRange else {
            let all = Array(text.utf8)
            return String(decoding: all[all.span.rangeWithoutBlanks(0..<all.count)], as: UTF8.self)
        }
        let bytes = tree.bytes
        return string(bytes.span.rangeWithoutBlanks(range))
    }

    /// Gives the trimmed text's bytes to `body` without making a string of them.
    public func withTrimmedBytes<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard let range = soleTextRange else {
            let all = Array(trimmedText.utf8)
            return try body(all.span)
        }
        let bytes = tree.bytes
        return try body(bytes.span.extracting(bytes.span.rangeWithoutBlanks(range)))
    }

    /// The bytes of the text if it is one piece, as it nearly always is; empty if there is none.
    private var soleTextRange: Range<Int>? {
        let end = Int(node.end)
        if end == index + 2, tree.nodes[index + 1].kind == .text { return tree.nodes[index + 1].textRange }
        var found: Range<Int>?
        for child in childIndices where tree.nodes[child].kind == .text {
            guard found == nil else { return nil }
            found = tree.nodes[child].textRange
        }
        return found ?? 0..<0
    }

    private var textRanges: [Range<Int>] {
        childIndices.lazy.map { tree.nodes[$0] }.filter { $0.kind == .text }.map(\.textRange)
    }
}

// MARK: - Comparing

extension XMLElement: Equatable {
    /// Compares the content of elements: names, attributes in any order, and content in order. Prefixes, namespace
    /// declarations and lines are not compared.
    public static func == (left: XMLElement, right: XMLElement) -> Bool {
        guard left.name == right.name, left.node.attributeCount == right.node.attributeCount else { return false }
        for (name, value) in left.attributes where right.attribute(name) != value { return false }
        return left.content == right.content
    }
}

extension XMLElement.Child: Equatable {}
