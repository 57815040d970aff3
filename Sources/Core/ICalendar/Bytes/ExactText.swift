/// A text that equals another only if both have the same bytes, as identifiers are compared (RFC 5545 §3.8.4.7, §3.8.3.1).
///
/// `String` takes a composed letter and its decomposed form as equal: two UIDs that differ so would be one.
public struct ExactText: Sendable {
    /// The text.
    public let text: String

    /// A text to be compared by its bytes.
    public init(_ text: String) { self.text = text }
}

extension ExactText: Hashable {
    public static func == (left: ExactText, right: ExactText) -> Bool { left.text.isExactly(right.text) }

    public func hash(into hasher: inout Hasher) {
        let isWhole: Void? = unsafe text.utf8.withContiguousStorageIfAvailable {
            unsafe hasher.combine(bytes: UnsafeRawBufferPointer($0))
        }
        if isWhole == nil { for byte in text.utf8 { hasher.combine(byte) } }
    }
}

extension ExactText: Comparable {
    /// In the order of their bytes.
    public static func < (left: ExactText, right: ExactText) -> Bool { left.text.isExactly(before: right.text) }
}

extension String {
    /// Whether another text has the same bytes.
    public func isExactly(_ other: String) -> Bool {
        utf8.count == other.utf8.count && utf8.span.isEqual(to: other.utf8.span)
    }

    /// Whether the text precedes another in byte order.
    public func isExactly(before other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}

extension Dictionary where Key == ExactText {
    /// The value of a text.
    public subscript(text: String) -> Value? {
        get { self[ExactText(text)] }
        _modify { yield &self[ExactText(text)] }
    }

    /// The value of a text, or another where there is none.
    public subscript(text: String, default value: @autoclosure () -> Value) -> Value {
        get { self[ExactText(text), default: value()] }
        _modify { yield &self[ExactText(text), default: value()] }
    }
}
