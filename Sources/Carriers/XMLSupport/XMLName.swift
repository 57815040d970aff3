/// The name of an element or attribute (Namespaces in XML 1.0).
///
/// Equal names have the same namespace and local name; a prefix is only a spelling, kept for writing.
public struct XMLName: Sendable {
    /// The namespace's URI, empty for a name in no namespace.
    public var namespace: String
    /// The name without its prefix.
    public var localName: String
    /// The prefix as written, empty for none.
    public var prefix: String

    /// A name from its parts.
    public init(_ localName: String, namespace: String = "", prefix: String = "") {
        self.namespace = namespace
        self.localName = localName
        self.prefix = prefix
    }

    /// The name as written in a tag: `prefix:local` or `local`.
    public var qualifiedName: String { prefix.isEmpty ? localName : "\(prefix):\(localName)" }
}

extension XMLName {
    /// The namespace of namespace declarations: `xmlns:p="…"` has the local name `p` in it, `xmlns="…"` an empty one.
    public static let declarationNamespace = "http://www.w3.org/2000/xmlns/"
    /// The namespace that the prefix `xml` always means, as in `xml:lang`.
    public static let xmlNamespace = "http://www.w3.org/XML/1998/namespace"

    /// Whether `text` may be a local name or prefix: an NCName of ASCII letters, digits, `-`, `_` and `.`, or any
    /// character beyond ASCII that UTF-8 carries.
    public static func isValidLocalName(_ text: Span<UInt8>) -> Bool {
        guard !text.isEmpty, isNameStart(text[0]) else { return false }
        for index in text.indices where !isNameByte(text[index]) { return false }
        return true
    }

    private static func isNameStart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"),
            0x80...0xFF:
            true
        default:
            false
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: isNameStart(byte)
        }
    }
}

extension XMLName: Hashable {
    /// Compares namespace and local name.
    public static func == (left: XMLName, right: XMLName) -> Bool {
        left.localName == right.localName && left.namespace == right.namespace
    }

    /// Hashes namespace and local name.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(localName)
        hasher.combine(namespace)
    }
}

extension XMLName: CustomStringConvertible {
    /// `{namespace}local`, or the local name alone.
    public var description: String { namespace.isEmpty ? localName : "{\(namespace)}\(localName)" }
}
