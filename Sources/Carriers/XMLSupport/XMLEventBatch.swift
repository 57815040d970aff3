/// Some thousand events in the order of the document.
///
/// A text is never split over two batches, however the document was cut into chunks.
@frozen public struct XMLEventBatch: Sendable {
    /// The events.
    public internal(set) var events: [XMLEvent] = []
    /// The attributes and namespace declarations of all start tags.
    public internal(set) var attributes: [XMLAttribute] = []
    /// The texts and attribute values as UTF-8, one after the other.
    public internal(set) var bytes: [UInt8] = []
    /// The names by their ids: those of this batch and of all that the reader met before.
    public internal(set) var names: [XMLName] = []

    init() {}
}

extension XMLEventBatch {
    /// The name of an element or processing instruction.
    public func name(of event: XMLEvent) -> XMLName { names[Int(event.nameID)] }

    /// The name of an attribute, or of a namespace declaration.
    public func name(of attribute: XMLAttribute) -> XMLName { names[Int(attribute.nameID)] }

    /// The text of an event.
    public func text(of event: XMLEvent) -> String { String(decoding: bytes[event.textRange], as: UTF8.self) }

    /// The value of an attribute.
    public func value(of attribute: XMLAttribute) -> String {
        String(decoding: bytes[attribute.valueRange], as: UTF8.self)
    }
}
