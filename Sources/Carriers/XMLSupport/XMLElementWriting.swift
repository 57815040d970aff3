public import CalendarDiagnostics

// MARK: - Reading and writing a fragment

extension XMLElement {
    /// Reads an element from its text, comments and processing instructions included.
    ///
    /// Law: `XMLElement(parsing: element.serialized().span) == element`.
    public init(parsing fragment: Span<UInt8>, limits: XMLLimits = XMLLimits()) throws(ReadError) {
        var reader = XMLEventReader(limits: limits, keepsComments: true)
        var diagnostics = Diagnostics()
        self = try reader.readTree(fragment, reporting: &diagnostics)
    }

    /// The element as text on its own: declarations that it uses from its ancestors are written on it.
    public func serialized() -> [UInt8] {
        var writer = XMLWriter()
        writer.write(self)
        return writer.bytes
    }
}

extension XMLWriter {
    /// Writes an element with all that it contains, unchanged: with its own white space and no other.
    ///
    /// A namespace is declared where the writer's own declarations do not contain it already.
    public mutating func write(_ element: XMLElement) {
        write(element, declaring: element.inheritedDeclarationsInUse)
    }

    private mutating func write(_ element: XMLElement, declaring inherited: [(prefix: String, namespace: String)]) {
        start(element.name.qualifiedName)
        for (prefix, namespace) in element.namespaceDeclarations + inherited { bind(prefix, to: namespace) }
        bind(element.name.prefix, to: element.name.namespace)
        for (name, _) in element.attributes where !name.prefix.isEmpty { bind(name.prefix, to: name.namespace) }
        for (name, value) in element.attributes { attribute(name.qualifiedName, value) }
        // Counted as text, so that no indentation is written between the parts of what may be mixed content.
        if !element.isEmpty { beginText() }
        for child in element.content {
            switch child {
            case .element(let child): write(child, declaring: [])
            case .text(let text): self.text(text)
            case .comment(let text): comment(text)
            case .processingInstruction(let target, let data): processingInstruction(target, data)
            }
        }
        end()
    }

    /// Declares a prefix on the element just begun, unless it means the namespace already.
    private mutating func bind(_ prefix: String, to namespace: String) {
        guard self.namespace(of: prefix) != namespace else { return }
        declareNamespace(namespace, prefix: prefix)
    }
}

// MARK: - Namespaces in scope

extension XMLElement {
    /// Declarations of ancestors that something in this element uses: a name, or a value that holds `prefix:`.
    var inheritedDeclarationsInUse: [(prefix: String, namespace: String)] {
        var seen = namespaceDeclarations
        var inherited: [(prefix: String, namespace: String)] = []
        var ancestor = self
        while ancestor.index > 0 {
            ancestor = XMLElement(tree, Int(ancestor.node.parent))
            guard ancestor.node.declarationCount > 0 else { continue }
            for declaration in ancestor.namespaceDeclarations
            where !seen.contains(where: { $0.prefix == declaration.prefix }) {
                seen.append(declaration)
                if uses(declaration.prefix) { inherited.append(declaration) }
            }
        }
        return inherited
    }

    private func uses(_ prefix: String) -> Bool {
        let nodes = tree.nodes[index..<Int(node.end)]
        for node in nodes where node.kind == .startElement {
            if tree.names[Int(node.nameID)].prefix == prefix { return true }
        }
        guard !prefix.isEmpty else { return false }
        let firstAttribute = Int(node.firstAttribute)
        let behind = Int(node.end) < tree.nodes.count ? tree.nodes[Int(node.end)] : nil
        let lastAttribute = behind.map { Int($0.firstAttribute) } ?? tree.attributes.count
        for attribute in tree.attributes[firstAttribute..<lastAttribute]
        where tree.names[Int(attribute.nameID)].prefix == prefix {
            return true
        }
        let values = tree.bytes[Int(node.textStart)..<(behind.map { Int($0.textStart) } ?? tree.bytes.count)]
        return values.span.contains("\(prefix):")
    }
}
