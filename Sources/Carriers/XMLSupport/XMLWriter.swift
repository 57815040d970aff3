internal import Bytes

/// Appends an XML document to an array of bytes.
///
/// Whatever text it is given, its output is well-formed UTF-8: markup is escaped, characters that XML 1.0 forbids are dropped,
/// and bytes that are not UTF-8 become U+FFFD; both are counted in ``losses``. Names are not checked: see
/// ``XMLName/isValidLocalName(_:)`` for those taken from data.
///
/// ```swift
/// var writer = XMLWriter(indentation: 2)
/// writer.declaration()
/// writer.start("note")
/// writer.attribute("version", "1.0")
/// writer.element("summary", text: "Bread & salt")
/// writer.end()
/// ```
public struct XMLWriter: Sendable {
    /// What a text could not bring into the document.
    public struct Losses: Hashable, Sendable {
        /// Characters that XML 1.0 has no way to write, such as U+0006; dropped.
        public var forbiddenCharacters = 0
        /// Bytes that are not UTF-8; each replaced by U+FFFD.
        public var invalidBytes = 0

        /// Whether nothing was lost.
        public var isEmpty: Bool { forbiddenCharacters == 0 && invalidBytes == 0 }
    }

    struct OpenElement {
        /// Where the name begins in `openNames`.
        var nameStart: Int
        var hasElements = false
        var hasText = false
        /// Number of namespace bindings before this element's own.
        var bindings: Int
    }

    /// What was written so far.
    public internal(set) var bytes: [UInt8] = []
    /// What was lost so far.
    public internal(set) var losses = Losses()
    /// Blanks per level, nil to write everything on one line.
    let indentation: Int?

    var openElements: [OpenElement] = []
    /// The names of the open elements, one after the other.
    var openNames: [UInt8] = []
    var isTagOpen = false
    /// Prefixes and namespaces in scope, the innermost last.
    var bindings: [(prefix: String, namespace: String)] = []

    /// A writer of nothing yet.
    ///
    /// - Parameter indentation: blanks per level for elements that hold no text of their own; nil for no line breaks.
    public init(indentation: Int? = nil, reservingCapacity capacity: Int = 0) {
        self.indentation = indentation
        bytes.reserveCapacity(capacity)
    }

    /// Elements begun and not ended.
    public var depth: Int { openElements.count }
}

// MARK: - Elements

extension XMLWriter {
    /// `<?xml version="1.0" encoding="UTF-8"?>` and a line break.
    public mutating func declaration() {
        bytes.append(contentsOf: #"<?xml version="1.0" encoding="UTF-8"?>"#.utf8)
        bytes.append(.lineFeed)
    }

    /// Begins an element; attributes may follow.
    public mutating func start(_ name: String) { start(name.utf8.span) }

    /// Begins an element whose name is given as bytes.
    public mutating func start(_ name: Span<UInt8>) {
        beginChild()
        openElements.append(OpenElement(nameStart: openNames.count, bindings: bindings.count))
        openNames.append(contentsOf: name)
        bytes.append(addingCapacity: name.count + 1) { output in
            output.append(.lessThan)
            output.append(copying: name)
        }
        isTagOpen = true
    }

    /// Ends the element begun last.
    public mutating func end() {
        guard let element = openElements.popLast() else { return }
        if isTagOpen {
            bytes.append(.slash)
            isTagOpen = false
        } else {
            if element.hasElements, !element.hasText { breakLine() }
            bytes.append(.lessThan)
            bytes.append(.slash)
            bytes.append(contentsOf: openNames[element.nameStart...])
        }
        bytes.append(.greaterThan)
        openNames.removeLast(openNames.count - element.nameStart)
        if bindings.count > element.bindings { bindings.removeSubrange(element.bindings...) }
        if openElements.isEmpty, indentation != nil { bytes.append(.lineFeed) }
    }

    /// An element that holds text only.
    public mutating func element(_ name: String, text: String) { element(name.utf8.span, text: text.utf8.span) }

    /// An element that holds text only, from bytes.
    public mutating func element(_ name: Span<UInt8>, text: Span<UInt8>) {
        guard !openElements.isEmpty else {
            start(name)
            self.text(text)
            return end()
        }
        beginChild()
        // Nearly every text is written as it is.
        if !text.isEmpty, text.cleanPrefix(stoppingAt: EscapingPlace.text.stop) == text.count {
            return bytes.append(addingCapacity: 2 * name.count + text.count + 5) { output in
                output.append(.lessThan)
                output.append(copying: name)
                output.append(.greaterThan)
                output.append(copying: text)
                output.append(.lessThan)
                output.append(.slash)
                output.append(copying: name)
                output.append(.greaterThan)
            }
        }
        bytes.append(.lessThan)
        bytes.append(contentsOf: name)
        if text.isEmpty {
            bytes.append(.slash)
        } else {
            bytes.append(.greaterThan)
            escape(text, stoppingAt: .text)
            bytes.append(.lessThan)
            bytes.append(.slash)
            bytes.append(contentsOf: name)
        }
        bytes.append(.greaterThan)
    }

    /// Prepares the place for something that may be on a separate line.
    mutating func beginChild() {
        closeTag()
        guard let last = openElements.indices.last else { return }
        openElements[last].hasElements = true
        if !openElements[last].hasText { breakLine() }
    }

    mutating func closeTag() {
        guard isTagOpen else { return }
        bytes.append(.greaterThan)
        isTagOpen = false
    }

    private mutating func breakLine() {
        guard let indentation else { return }
        let count = openElements.count * indentation
        bytes.append(addingCapacity: count + 1) { output in
            output.append(.lineFeed)
            for _ in 0..<count { output.append(.space) }
        }
    }
}

// MARK: - Attributes and namespaces

extension XMLWriter {
    /// An attribute of the element just begun.
    public mutating func attribute(_ name: String, _ value: String) { attribute(name.utf8.span, value.utf8.span) }

    /// An attribute of the element just begun, from bytes.
    public mutating func attribute(_ name: Span<UInt8>, _ value: Span<UInt8>) {
        guard isTagOpen else { return }
        if value.cleanPrefix(stoppingAt: EscapingPlace.attribute.stop) == value.count {
            return bytes.append(addingCapacity: name.count + value.count + 4) { output in
                output.append(.space)
                output.append(copying: name)
                output.append(.equals)
                output.append(.quote)
                output.append(copying: value)
                output.append(.quote)
            }
        }
        bytes.append(.space)
        bytes.append(contentsOf: name)
        bytes.append(.equals)
        bytes.append(.quote)
        escape(value, stoppingAt: .attribute)
        bytes.append(.quote)
    }

    /// Declares a namespace on the element just begun; an empty prefix declares the default.
    public mutating func declareNamespace(_ namespace: String, prefix: String = "") {
        bindings.append((prefix, namespace))
        attribute(prefix.isEmpty ? "xmlns" : "xmlns:\(prefix)", namespace)
    }

    /// The namespace that a prefix means at this place; empty for none.
    func namespace(of prefix: String) -> String {
        if prefix == "xml" { return XMLName.xmlNamespace }
        return bindings.last { $0.prefix == prefix }?.namespace ?? ""
    }
}

// MARK: - Text

extension XMLWriter {
    /// Text inside the element begun last.
    public mutating func text(_ text: String) { self.text(text.utf8.span) }

    /// Text inside the element begun last, from bytes.
    public mutating func text(_ text: Span<UInt8>) {
        guard !text.isEmpty else { return }
        beginText()
        escape(text, stoppingAt: .text)
    }

    /// A comment; two hyphens in a row are set apart by a blank, as the grammar demands.
    public mutating func comment(_ text: String) {
        beginChild()
        bytes.append(contentsOf: "<!--".utf8)
        var previous: UInt8 = .space
        for byte in cleaned(text) {
            if byte == .hyphen, previous == .hyphen { bytes.append(.space) }
            bytes.append(byte)
            previous = byte
        }
        if previous == .hyphen { bytes.append(.space) }
        bytes.append(contentsOf: "-->".utf8)
    }

    /// A processing instruction.
    public mutating func processingInstruction(_ target: String, _ data: String) {
        beginChild()
        bytes.append(contentsOf: "<?\(target)".utf8)
        if !data.isEmpty {
            bytes.append(.space)
            bytes.append(contentsOf: cleaned(data.replacing("?>", with: "? >")))
        }
        bytes.append(contentsOf: "?>".utf8)
    }

    mutating func beginText() {
        closeTag()
        if let last = openElements.indices.last { openElements[last].hasText = true }
    }
}
