internal import Bytes

/// The places of a document's elements in its own bytes, for edits that leave every other byte unchanged.
///
/// The document is one that a parser has accepted; this does not check well-formedness. Its encoding has to keep ASCII
/// unchanged, as UTF-8 and the ISO-8859 family do. Byte ranges are those of the document as given, before any repair.
public struct XMLOutline: Sendable {
    /// An attribute as written in a start tag.
    public struct Attribute: Hashable, Sendable {
        /// The name with its prefix.
        public let name: Range<Int>
        /// The value between its quotes, references unresolved.
        public let value: Range<Int>
        /// From the white space before the name to the closing quote.
        public let range: Range<Int>
    }

    /// An element as written in the document.
    public struct Element: Hashable, Sendable {
        /// The name with its prefix.
        public let name: Range<Int>
        /// The start tag, or the whole of an empty-element tag.
        public let startTag: Range<Int>
        /// The range between the tags; empty at the end of an empty-element tag.
        public internal(set) var content: Range<Int>
        /// Both tags and all between them.
        public internal(set) var range: Range<Int>
        /// Whether it is one tag that ends in `/>`.
        public let isEmptyTag: Bool
        /// The attributes in their order.
        public let attributes: [Attribute]
        /// Indices of the child elements in ``XMLOutline/elements``.
        public internal(set) var children: [Int] = []
    }

    /// The document.
    public let bytes: [UInt8]
    /// All elements in document order, the root first.
    public private(set) var elements: [Element] = []

    /// The outline of `bytes`; nil if they hold a document type, are in a wide encoding, or end too early.
    public init?(of bytes: [UInt8]) {
        self.bytes = bytes
        // UTF-16 and UTF-32 have zero bytes in every ASCII character.
        guard !bytes.prefix(4).contains(0) else { return nil }
        var scan = OutlineScan(bytes: bytes)
        guard scan.run(), !scan.elements.isEmpty else { return nil }
        elements = scan.elements
    }
}

extension XMLOutline {
    /// The element around all others.
    public var root: Element { elements[0] }

    /// The child elements of `element`, in order.
    public func children(of element: Element) -> [Element] { element.children.map { elements[$0] } }

    /// The child elements of `element` with a local name.
    public func children(of element: Element, named name: String) -> [Element] {
        children(of: element).filter { localName(of: $0) == name }
    }

    /// The name of `element` without its prefix.
    public func localName(of element: Element) -> String { localName(element.name) }

    /// The attribute of `element` that has `name` and no prefix.
    public func attribute(_ name: String, of element: Element) -> Attribute? {
        element.attributes.first { text($0.name) == name }
    }

    /// The bytes of `range` as UTF-8.
    public func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The first stretch of text in `element` that is more than white space, without the white space at its ends; where
    /// the text would be if there is none.
    public func firstText(of element: Element) -> Range<Int> {
        var index = element.content.lowerBound
        while index < element.content.upperBound, bytes[index].isWhiteSpace { index += 1 }
        var end = index
        while end < element.content.upperBound, bytes[end] != UInt8(ascii: "<") { end += 1 }
        while end > index, bytes[end - 1].isWhiteSpace { end -= 1 }
        return index..<end
    }

    private func localName(_ range: Range<Int>) -> String {
        let name = bytes[range]
        let start = name.firstIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? name.startIndex
        return String(decoding: name[start...], as: UTF8.self)
    }
}

/// One pass over the tags of a document.
private struct OutlineScan {
    let bytes: [UInt8]
    var elements: [XMLOutline.Element] = []
    private var open: [Int] = []
    private var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Reads the whole document; false if it cannot be outlined.
    mutating func run() -> Bool {
        while let tag = find(UInt8(ascii: "<"), from: index) {
            index = tag
            guard index + 1 < bytes.count else { return false }
            switch bytes[index + 1] {
            case UInt8(ascii: "?"):
                guard skip(past: "?>") else { return false }
            case UInt8(ascii: "!"):
                guard starts(with: "<!--") ? skip(past: "-->") : starts(with: "<![CDATA[") && skip(past: "]]>") else {
                    return false
                }
            case UInt8(ascii: "/"):
                guard close() else { return false }
            default:
                guard openElement() else { return false }
            }
        }
        return open.isEmpty
    }

    private func find(_ byte: UInt8, from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            if bytes[index] == byte { return index }
            index += 1
        }
        return nil
    }

    private func starts(with mark: String) -> Bool { bytes[index...].starts(with: mark.utf8) }

    private mutating func skip(past mark: String) -> Bool {
        let mark = Array(mark.utf8)
        while index + mark.count <= bytes.count {
            if bytes[index] == mark[0], bytes[index..<index + mark.count].elementsEqual(mark) {
                index += mark.count
                return true
            }
            index += 1
        }
        return false
    }

    private mutating func close() -> Bool {
        guard let end = find(UInt8(ascii: ">"), from: index), let element = open.popLast() else { return false }
        elements[element].content = elements[element].startTag.upperBound..<index
        index = end + 1
        elements[element].range = elements[element].startTag.lowerBound..<index
        return true
    }

    private mutating func openElement() -> Bool {
        let start = index
        index += 1
        let name = takeName()
        guard !name.isEmpty else { return false }
        var attributes: [XMLOutline.Attribute] = []
        while index < bytes.count {
            let before = index
            while index < bytes.count, bytes[index].isWhiteSpace { index += 1 }
            guard index < bytes.count else { return false }
            if bytes[index] == UInt8(ascii: ">") {
                index += 1
                append(name, start, attributes, isEmptyTag: false)
                return true
            }
            if bytes[index] == UInt8(ascii: "/") {
                guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: ">") else { return false }
                index += 2
                append(name, start, attributes, isEmptyTag: true)
                return true
            }
            guard let attribute = takeAttribute(from: before) else { return false }
            attributes.append(attribute)
        }
        return false
    }

    private mutating func takeAttribute(from start: Int) -> XMLOutline.Attribute? {
        let name = takeName()
        while index < bytes.count, bytes[index].isWhiteSpace { index += 1 }
        guard !name.isEmpty, index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return nil }
        index += 1
        while index < bytes.count, bytes[index].isWhiteSpace { index += 1 }
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'"),
            let end = find(bytes[index], from: index + 1)
        else { return nil }
        let value = index + 1..<end
        index = end + 1
        return XMLOutline.Attribute(name: name, value: value, range: start..<index)
    }

    private mutating func takeName() -> Range<Int> {
        let start = index
        while index < bytes.count, !bytes[index].isWhiteSpace, !"<>/=\"'".utf8.contains(bytes[index]) { index += 1 }
        return start..<index
    }

    private mutating func append(
        _ name: Range<Int>,
        _ start: Int,
        _ attributes: [XMLOutline.Attribute],
        isEmptyTag: Bool
    ) {
        if let parent = open.last { elements[parent].children.append(elements.count) }
        if !isEmptyTag { open.append(elements.count) }
        elements.append(
            XMLOutline.Element(
                name: name,
                startTag: start..<index,
                content: index..<index,
                range: start..<index,
                isEmptyTag: isEmptyTag,
                attributes: attributes
            )
        )
    }
}
