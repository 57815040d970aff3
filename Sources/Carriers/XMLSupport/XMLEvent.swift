/// One event of a document: a flat record whose texts are ranges of its batch's bytes.
///
/// Declared in the order and widths of `cxml_event`; batches are copied from C without looking at single records.
@frozen public struct XMLEvent: Sendable, BitwiseCopyable {
    /// The kind of an event.
    @frozen public enum Kind: UInt8, Sendable, BitwiseCopyable {
        /// A start tag, or the first half of an empty element.
        case startElement = 0
        /// An end tag, or the second half of an empty element.
        case endElement = 1
        /// All text between two tags, character references resolved and CDATA sections joined.
        case text = 2
        /// A comment; its text is what is between the hyphens.
        case comment = 3
        /// A processing instruction: its target is the name, its data the text.
        case processingInstruction = 4
        /// A document type declaration that was accepted: its name, and as text its system identifier.
        case documentType = 5
        /// An unparsed entity of the internal subset: its name, and as text its system identifier.
        case unparsedEntity = 6
    }

    /// Id of the name of an element or processing instruction; see ``XMLEventBatch/names``.
    public let nameID: UInt32
    /// First byte of the text.
    public let textStart: UInt32
    /// Bytes of the text.
    public let textLength: UInt32
    /// Index of the first attribute in the batch; namespace declarations follow the attributes.
    public let firstAttribute: UInt32
    /// Line where the event begins, from 1.
    public let line: UInt32
    /// Column where the event begins, from 1; 0 if not known.
    public let column: UInt32
    /// The event's kind.
    public let kind: Kind
    /// Attributes of a start tag, namespace declarations not counted.
    public let attributeCount: UInt8
    /// Namespace declarations of a start tag.
    public let declarationCount: UInt8
    @usableFromInline let blank: UInt8

    /// Whether a text is white space only, as between the tags of an indented document.
    @inlinable public var isBlank: Bool { blank != 0 }

    /// The bytes of the text in the batch.
    @inlinable public var textRange: Range<Int> { Int(textStart)..<Int(textStart) + Int(textLength) }

    /// The attributes in the batch, namespace declarations not counted.
    @inlinable public var attributeRange: Range<Int> {
        Int(firstAttribute)..<Int(firstAttribute) + Int(attributeCount)
    }

    /// The namespace declarations in the batch.
    @inlinable public var declarationRange: Range<Int> {
        let start = Int(firstAttribute) + Int(attributeCount)
        return start..<start + Int(declarationCount)
    }
}

/// An attribute or namespace declaration of a batch: a flat record, declared as `cxml_attribute` is.
@frozen public struct XMLAttribute: Sendable, BitwiseCopyable {
    /// Id of the name; see ``XMLEventBatch/names``. A declaration's is its prefix in ``XMLName/declarationNamespace``.
    public let nameID: UInt32
    /// First byte of the value.
    public let valueStart: UInt32
    /// Bytes of the value.
    public let valueLength: UInt32

    /// The bytes of the value in the batch, references resolved.
    @inlinable public var valueRange: Range<Int> { Int(valueStart)..<Int(valueStart) + Int(valueLength) }
}
